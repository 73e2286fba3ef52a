using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers;

/// <summary>The one table of rules. Ids are never reused; each has its page in docs/rules.</summary>
internal static class RuleDescriptors
{
    public static readonly DiagnosticDescriptor UnquantizedLayer = Model(
        "WHT1001",
        "A layer is not quantized",
        "model {0}: layer '{1}' has {2} float32 parameters, {3} bytes in the assembly; as int8 they take {4}. Quantize the model before adding it.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DenseZeros = Model(
        "WHT1002",
        "A layer is mostly zeros and runs dense",
        "model {0}: {2} of the weights of layer '{1}' are zeros, but its kernel ({3}) multiplies them all. Prune whole channels, or keep the zeros for a layer type with a sparse kernel.",
        DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Model(string id, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, "Whittle.Model", severity, isEnabledByDefault: true, helpLinkUri: RulePage.Of(id));
}
