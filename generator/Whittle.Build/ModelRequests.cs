using System.Globalization;
using Microsoft.Build.Framework;
using Whittle.Compiler.Diagnostics;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>The requests of a whole project: classes that no two models share, files that no two models share.</summary>
internal static class ModelRequests
{
    /// <summary>Reads all items, in their order.</summary>
    public static IReadOnlyList<ModelRequest> Read(IEnumerable<ITaskItem> items, string rootNamespace, string outputDirectory, string projectDirectory)
    {
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var requests = new List<ModelRequest>();
        foreach (var item in items)
        {
            var request = ModelSettings.Read(item, rootNamespace, projectDirectory);
            if (classes.TryGetValue(request.FullClassName, out var other))
            {
                request = request with { Problem = request.Problem ?? Duplicate(request, other) };
            }
            else
            {
                classes.Add(request.FullClassName, request.Model);
            }

            var file = Path.Combine(outputDirectory, UniqueName(request, files));
            requests.Add(request with { RequestFile = file + ".request", PlanFile = file + ".whittle.plan", WeightsFile = file + ".weights" });
        }

        return NamespaceCheck.Apply(requests);
    }

    private static PlanError Duplicate(ModelRequest request, string other) => new(
        ErrorIds.DuplicateClass,
        "",
        $"the class '{request.FullClassName}' is already made from '{other}'.",
        request.Model == other
            ? "The file is in the project twice; write Update instead of Include on the item that adds settings."
            : $"Give one of the two a ClassName: on its item, or below it with <CompressedModel Update=\"{request.Model}\" ClassName=\"{request.ClassName}2\" "
            + "/>.");

    // The class alone where that is enough. Namespaces may hold classes of one name, and file systems that ignore case see more names as one.
    private static string UniqueName(ModelRequest request, HashSet<string> taken)
    {
        var name = request.ClassName;
        if (!taken.Add(name))
        {
            name = request.FullClassName;
            for (var number = 2; !taken.Add(name); number++)
            {
                name = request.FullClassName + "~" + number.ToString(CultureInfo.InvariantCulture);
            }
        }

        return name;
    }
}
