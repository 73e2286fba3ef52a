using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers;

/// <summary>The one table of rules. Ids are never reused; each has its page in docs/rules.</summary>
internal static class RuleDescriptors
{
    private const string OfModel = "Whittle.Model";
    private const string AboutModel = "model {0}: {1}";

    public static readonly DiagnosticDescriptor UnquantizedLayer = new(
        "WHT1001", "A layer is not quantized", AboutModel, OfModel, DiagnosticSeverity.Warning, true, helpLinkUri: RulePage.Of("WHT1001"));

    public static readonly DiagnosticDescriptor DenseZeros = new(
        "WHT1002", "A layer is mostly zeros and runs dense", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1002"));

    public static readonly DiagnosticDescriptor FloatActivations = new(
        "WHT1003", "Integer weights run in float", AboutModel, OfModel, DiagnosticSeverity.Warning, true, helpLinkUri: RulePage.Of("WHT1003"));

    public static readonly DiagnosticDescriptor PerTensorScale = new(
        "WHT1004", "One scale for all outputs", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1004"));

    public static readonly DiagnosticDescriptor FewDistinctValues = new(
        "WHT1005", "Few distinct values are not shared", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1005"));

    public static readonly DiagnosticDescriptor ZeroChannels = new(
        "WHT1006", "Channels have no weights", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1006"));

    public static readonly DiagnosticDescriptor DuplicateTensors = new(
        "WHT1007", "Two tensors are the same", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1007"));

    public static readonly DiagnosticDescriptor BadScale = new(
        "WHT1008", "A scale cannot be right", AboutModel, OfModel, DiagnosticSeverity.Warning, true, helpLinkUri: RulePage.Of("WHT1008"));

    public static readonly DiagnosticDescriptor UnusedRange = new(
        "WHT1009", "A scale wastes the integer range", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1009"));

    public static readonly DiagnosticDescriptor NonFiniteWeights = new(
        "WHT1010", "Weights are not finite", AboutModel, OfModel, DiagnosticSeverity.Warning, true, helpLinkUri: RulePage.Of("WHT1010"));

    public static readonly DiagnosticDescriptor UnfoldedNormalization = new(
        "WHT1011", "A batch normalization is not folded", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1011"));

    public static readonly DiagnosticDescriptor DominantLayer = new(
        "WHT1012", "One layer dominates the model", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1012"));

    public static readonly DiagnosticDescriptor FloatFallback = new(
        "WHT1013", "One operator falls back to float", AboutModel, OfModel, DiagnosticSeverity.Warning, true, helpLinkUri: RulePage.Of("WHT1013"));

    public static readonly DiagnosticDescriptor AgingOperatorSet = new(
        "WHT1014", "The operator set is old", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1014"));

    public static readonly DiagnosticDescriptor SparseBelowBreakEven = new(
        "WHT1015", "Zeros do not pay yet", AboutModel, OfModel, DiagnosticSeverity.Info, true, helpLinkUri: RulePage.Of("WHT1015"));
}
