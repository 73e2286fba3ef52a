using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers;

/// <summary>The one table of rules. Ids are never reused; each has its page in docs/rules.</summary>
internal static class RuleDescriptors
{
    private const string OfModel = "Whittle.Model";
    private const string OfUse = "Whittle.Use";
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

    public static readonly DiagnosticDescriptor WrongLength = new(
        "WHT2001",
        "An argument has the wrong length",
        "{0}: the argument for '{1}' has {2} elements, but the model needs {3} ({4}), so the call throws. Pass as many.",
        OfUse,
        DiagnosticSeverity.Warning,
        true,
        helpLinkUri: RulePage.Of("WHT2001"));

    public static readonly DiagnosticDescriptor AllocatingLoop = new(
        "WHT2002",
        "Predict allocates in a loop",
        "{0}.Predict makes a new array of {1} elements in every turn of the loop. Make one before the loop and pass it as a span.",
        OfUse,
        DiagnosticSeverity.Info,
        true,
        helpLinkUri: RulePage.Of("WHT2002"));

    public static readonly DiagnosticDescriptor BatchCandidate = new(
        "WHT2003",
        "A loop of predictions can be a batch",
        "The loop calls {0}.Predict on one slice after the other. {0}.PredictBatch does that in one call, on all cores where it pays.",
        OfUse,
        DiagnosticSeverity.Info,
        true,
        helpLinkUri: RulePage.Of("WHT2003"));

    public static readonly DiagnosticDescriptor ResultIgnored = new(
        "WHT2004",
        "The result of a prediction is ignored",
        "The result of {0} is not used, and a prediction has no other effect. Use it, or take the call out.",
        OfUse,
        DiagnosticSeverity.Warning,
        true,
        helpLinkUri: RulePage.Of("WHT2004"));

    public static readonly DiagnosticDescriptor BrokenModelUsed = new(
        "WHT2005",
        "The class of a model that cannot be used",
        "{0} is empty, because its model {1} cannot be used ({2}): {3} {4}",
        OfUse,
        DiagnosticSeverity.Warning,
        true,
        helpLinkUri: RulePage.Of("WHT2005"));

    public static readonly DiagnosticDescriptor BadSettingLine = new(
        "WHT2006", "A line of a settings file is not valid", "{0} {1}", OfUse, DiagnosticSeverity.Warning, true, helpLinkUri: RulePage.Of("WHT2006"));

    public static readonly DiagnosticDescriptor SettingsWithoutModel = new(
        "WHT2007",
        "A settings file belongs to no model",
        "{0} is read by nobody, because no CompressedModel item names {1} beside it. Rename the file after its model, add the item, or delete the file.",
        OfUse,
        DiagnosticSeverity.Warning,
        true,
        helpLinkUri: RulePage.Of("WHT2007"));

    public static readonly DiagnosticDescriptor UncompressedExport = new(
        "WHT2008",
        "A network is exported uncompressed",
        "'{0}' is exported as it was made: neither pruned, nor shared, nor quantized. Prune, share or quantize it before, export with DynamicActivations = "
            + "true, or let the build do it (Quantize = int8).",
        OfUse,
        DiagnosticSeverity.Info,
        true,
        helpLinkUri: RulePage.Of("WHT2008"));

    public static readonly DiagnosticDescriptor ForwardWithGradients = new(
        "WHT2009",
        "Inference records gradients",
        "The network runs with gradients recorded{0}, which costs memory and time and lets Dropout and BatchNorm change the result. Call eval() and run it "
            + "inside 'using (torch.no_grad())'.",
        OfUse,
        DiagnosticSeverity.Info,
        true,
        helpLinkUri: RulePage.Of("WHT2009"));

    public static readonly DiagnosticDescriptor BadThreshold = new(
        "WHT2010",
        "A threshold that no rule reads",
        "{0} {1}",
        OfUse,
        DiagnosticSeverity.Warning,
        true,
        helpLinkUri: RulePage.Of("WHT2010"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);
}
