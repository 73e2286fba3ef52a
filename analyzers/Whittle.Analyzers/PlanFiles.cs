using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan;

namespace Whittle.Analyzers;

/// <summary>A context's memory of what was read from texts.</summary>
internal delegate bool PlanCache(SourceText text, SourceTextValueProvider<ModelPlan?> reader, out ModelPlan? plan);

/// <summary>The plans among a compilation's additional files.</summary>
internal static class PlanFiles
{
    private const string Extension = ".whittle.plan";

    private static readonly SymbolDisplayFormat NamespaceFormat = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    // Kept by the host for as long as the text lives, so that typing C# does not read plans again.
    private static readonly SourceTextValueProvider<ModelPlan?> Reader = new(Read);

    /// <summary>The plans that can be read, each with its file, in the order of the files. What cannot be read is the generator's business.</summary>
    /// <param name="files">The compilation's additional files.</param>
    /// <param name="cache">The context's TryGetValue.</param>
    public static IReadOnlyList<(AdditionalText File, ModelPlan Plan)> Of(IEnumerable<AdditionalText> files, PlanCache cache, CancellationToken cancellation)
    {
        var plans = new List<(AdditionalText, ModelPlan)>();
        foreach (var file in files)
        {
            if (file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && file.GetText(cancellation) is { } text && cache(text, Reader, out var plan) && plan is not null)
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

    private static ModelPlan? Read(SourceText text)
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
