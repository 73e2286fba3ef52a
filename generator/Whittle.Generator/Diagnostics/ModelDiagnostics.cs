using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Generator.Diagnostics;

/// <summary>The one table of what can be wrong with a model. Ids are never reused; each has its page.</summary>
/// <remarks>The compiler finds most of these and writes them into the plan with cause and cure; the generator only shows them.</remarks>
internal static class ModelDiagnostics
{
    private const string Category = "Whittle.Model";

    /// <summary>Without the model there is no class: nothing that configures severities makes these less than errors.</summary>
    private const string Final = WellKnownDiagnosticTags.NotConfigurable;

    /// <summary>Model (and node), cause, cure: the words of the build's own errors.</summary>
    private const string FromPlan = "model {0}: {1} {2}";

    public static readonly DiagnosticDescriptor Other = new(
        "WHT0000", "The model cannot be used", FromPlan, Category, DiagnosticSeverity.Error, true, helpLinkUri: RulePage.Of("WHT0000"), customTags: Final);

    public static readonly DiagnosticDescriptor FileMissing = new(
        "WHT0001", "The model file is missing", FromPlan, Category, DiagnosticSeverity.Error, true, helpLinkUri: RulePage.Of("WHT0001"), customTags: Final);

    public static readonly DiagnosticDescriptor NotReadable = new(
        "WHT0002",
        "The file is not a readable ONNX model",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0002"),
        customTags: Final);

    public static readonly DiagnosticDescriptor UnknownOperator = new(
        "WHT0003", "The operator is not known", FromPlan, Category, DiagnosticSeverity.Error, true, helpLinkUri: RulePage.Of("WHT0003"), customTags: Final);

    public static readonly DiagnosticDescriptor OperatorVersion = new(
        "WHT0004",
        "The operator set is not supported",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0004"),
        customTags: Final);

    public static readonly DiagnosticDescriptor ElementType = new(
        "WHT0005",
        "The element type is not supported",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0005"),
        customTags: Final);

    public static readonly DiagnosticDescriptor DynamicDimension = new(
        "WHT0006", "A dimension has no value", FromPlan, Category, DiagnosticSeverity.Error, true, helpLinkUri: RulePage.Of("WHT0006"), customTags: Final);

    public static readonly DiagnosticDescriptor CyclicGraph = new(
        "WHT0007",
        "Nodes need each other's results",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0007"),
        customTags: Final);

    public static readonly DiagnosticDescriptor MissingValue = new(
        "WHT0008",
        "A value is neither computed nor stored",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0008"),
        customTags: Final);

    public static readonly DiagnosticDescriptor ShapeMismatch = new(
        "WHT0009",
        "Shapes or types do not fit together",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0009"),
        customTags: Final);

    public static readonly DiagnosticDescriptor ExternalData = new(
        "WHT0010", "External data cannot be used", FromPlan, Category, DiagnosticSeverity.Error, true, helpLinkUri: RulePage.Of("WHT0010"), customTags: Final);

    public static readonly DiagnosticDescriptor UnsupportedForm = new(
        "WHT0011",
        "The form of the operator is not supported",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0011"),
        customTags: Final);

    public static readonly DiagnosticDescriptor SameClass = new(
        "WHT0012",
        "Two models generate the same class",
        "model '{0}': the class '{2}' is already made from '{1}'; give one of the two items its own ClassName metadata",
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0012"), customTags: Final);

    public static readonly DiagnosticDescriptor TypeInTheWay = new(
        "WHT0013",
        "A type of the project has the name of a model's class",
        "model '{0}': the type '{1}' in {2} cannot be a part of the class generated for the model; declare it '{3} static partial class', or give the item "
            + "another ClassName",
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0013"), customTags: Final);

    public static readonly DiagnosticDescriptor PlanUnreadable = new(
        "WHT0014",
        "The plan cannot be read",
        "plan '{0}': {1}; rebuild the project to have it written anew",
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0014"), customTags: Final);

    public static readonly DiagnosticDescriptor ControlFlow = new(
        "WHT0015",
        "Control flow depends on the run",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0015"),
        customTags: Final);

    public static readonly DiagnosticDescriptor BadSetting = new(
        "WHT0016", "A setting is not valid", FromPlan, Category, DiagnosticSeverity.Error, true, helpLinkUri: RulePage.Of("WHT0016"), customTags: Final);

    public static readonly DiagnosticDescriptor InvalidClassName = new(
        "WHT0017",
        "The class name is not a C# identifier",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0017"),
        customTags: Final);

    public static readonly DiagnosticDescriptor OutputNotWritable = new(
        "WHT0018",
        "The compiled model cannot be written",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0018"),
        customTags: Final);

    public static readonly DiagnosticDescriptor NamespaceInTheWay = new(
        "WHT0019",
        "A namespace has the name of the model's class",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0019"),
        customTags: Final);

    public static readonly DiagnosticDescriptor NotCompressible = new(
        "WHT0020",
        "The model cannot be compressed as asked",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0020"),
        customTags: Final);

    public static readonly DiagnosticDescriptor NotMeasurable = new(
        "WHT0021",
        "Error or accuracy cannot be measured",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT0021"),
        customTags: Final);

    public static readonly DiagnosticDescriptor OverBytes = new(
        "WHT3001",
        "The weights exceed the byte budget",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT3001"),
        customTags: Final);

    public static readonly DiagnosticDescriptor OverMacs = new(
        "WHT3002",
        "The model exceeds the budget of multiply-accumulates",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT3002"),
        customTags: Final);

    public static readonly DiagnosticDescriptor OverMicroseconds = new(
        "WHT3003",
        "The estimated time exceeds the budget",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT3003"),
        customTags: Final);

    public static readonly DiagnosticDescriptor UnderAccuracy = new(
        "WHT3004",
        "The accuracy is below the budget",
        FromPlan,
        Category,
        DiagnosticSeverity.Error,
        true,
        helpLinkUri: RulePage.Of("WHT3004"),
        customTags: Final);

    public static readonly DiagnosticDescriptor Internal = new(
        "WHT0099", "Whittle has a fault", FromPlan, Category, DiagnosticSeverity.Error, true, helpLinkUri: RulePage.Of("WHT0099"), customTags: Final);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new DiagnosticDescriptor[]
    {
        FileMissing, NotReadable, UnknownOperator, OperatorVersion, ElementType, DynamicDimension, CyclicGraph, MissingValue, ShapeMismatch,
        ExternalData, UnsupportedForm, ControlFlow, BadSetting, InvalidClassName, OutputNotWritable, NamespaceInTheWay, NotCompressible,
        NotMeasurable, OverBytes, OverMacs, OverMicroseconds, UnderAccuracy, Internal,
    }.ToDictionary(descriptor => descriptor.Id, StringComparer.Ordinal);

    /// <summary>The descriptor of an error that the compiler wrote into the plan; an id of another version falls back to the general one.</summary>
    public static DiagnosticDescriptor OfCompiler(string id) => ById.TryGetValue(id, out var descriptor) ? descriptor : Other;
}
