using Whittle.Compiler.Diagnostics;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>
/// Refuses a class whose name C# takes for a namespace. Names are looked up from the inner namespace to the outer ones, in each its members
/// before its using directives; so at the top of a file the class Digits.Digits is hidden by the namespace Digits, and each use is CS0234.
/// </summary>
internal static class NamespaceCheck
{
    /// <summary>The requests, with a problem at each that has none yet and whose class is in a namespace's shadow.</summary>
    public static IReadOnlyList<ModelRequest> Apply(IReadOnlyList<ModelRequest> requests)
    {
        // Only namespaces that exist for certain: those that hold a model's class.
        var namespaces = new HashSet<string>(requests.SelectMany(request => WithOuter(request.Namespace)), StringComparer.Ordinal);
        return [.. requests.Select(request => Find(request, namespaces) is { } shadow
            ? request with { Problem = request.Problem ?? Error(request, shadow) }
            : request)];
    }

    /// <summary>A namespace of the class's name that lies in the class's own namespace or in one around it; null when there is none.</summary>
    private static string? Find(ModelRequest request, HashSet<string> namespaces) => WithOuter(request.Namespace)
        .Select(outer => outer + "." + request.ClassName)
        .Append(request.ClassName)
        .FirstOrDefault(namespaces.Contains);

    /// <summary>"A.B.C", "A.B", "A".</summary>
    private static IEnumerable<string> WithOuter(string ns)
    {
        for (var length = ns.Length; length > 0; length = ns.LastIndexOf('.', length - 1))
        {
            yield return ns.Substring(0, length);
        }
    }

    private static PlanError Error(ModelRequest request, string shadow) => new(
        ErrorIds.NamespaceInTheWay,
        "",
        $"the class '{request.FullClassName}' has the name of the namespace '{shadow}', which C# finds first (CS0234 where the class is used).",
        $"Give it another ClassName or Namespace: on the item, or below it with <CompressedModel Update=\"{request.Model}\" "
            + $"ClassName=\"{request.ClassName}Model\" />.");
}
