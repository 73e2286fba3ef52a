using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan;

namespace Whittle.Analyzers;

/// <summary>The plans among a compilation's additional files.</summary>
internal static class PlanFiles
{
    private const string Extension = ".whittle.plan";

    private static readonly SymbolDisplayFormat NamespaceFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    // For as long as the text lives: every analyzer asks, and typing C# asks again.
    private static readonly ConditionalWeakTable<SourceText, Lazy<ModelPlan?>> Read = new();

    /// <summary>The plans that can be read, each with its file, in the order of the files. What cannot be read is the generator's business.</summary>
    public static IReadOnlyList<(AdditionalText File, ModelPlan Plan)> Of(IEnumerable<AdditionalText> files, CancellationToken cancellation)
    {
        var plans = new List<(AdditionalText, ModelPlan)>();
        foreach (var file in files)
        {
            if (file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && file.GetText(cancellation) is { } text && Plan(text) is { } plan)
            {
                plans.Add((file, plan));
            }
        }

        return plans;
    }

    /// <summary>Namespace and name of the generated class.</summary>
    public static string FullName(this ModelPlan plan) => plan.Namespace.Length == 0 ? plan.ClassName : plan.Namespace + "." + plan.ClassName;

    /// <summary>Whether the type is the class generated for the model.</summary>
    public static bool IsClass(this ModelPlan plan, ITypeSymbol? type) =>
        type is { ContainingType: null } && type.Name == plan.ClassName
        && (type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NamespaceFormat)) == plan.Namespace;

    private static ModelPlan? Plan(SourceText text) => Read.GetValue(text, static text => new Lazy<ModelPlan?>(() => Parse(text))).Value;

    private static ModelPlan? Parse(SourceText text)
    {
        try
        {
            return PlanReader.Read(text.ToString());
        }
        catch (PlanFormatException)
        {
            return null;
        }
    }
}
