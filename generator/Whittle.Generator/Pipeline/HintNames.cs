using System.Collections.Immutable;
using Whittle.Generator.Emit;
using Whittle.Plan;

namespace Whittle.Generator.Pipeline;

/// <summary>Names the generated files, and settles who gets a class that two models want.</summary>
internal static class HintNames
{
    /// <summary>First come, first served, in the order of the project's items.</summary>
    public static EquatableArray<HintName> Assign(ImmutableArray<ModelIdentity> models, CancellationToken cancellation)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var paths = models.GroupBy(model => model.Path, StringComparer.Ordinal).ToDictionary(
            group => group.Key, group => group.Count(), StringComparer.Ordinal);

        // Roslyn compares the names of generated files without regard to case, C# the names of classes with it.
        var files = new NameScope([], StringComparer.OrdinalIgnoreCase);
        var names = new List<HintName>();
        foreach (var model in models)
        {
            if (model.FullName.Length == 0)
            {
                names.Add(new HintName(model, "", ""));
            }
            else if (owners.TryGetValue(model.FullName, out var owner) || paths[model.Path] > 1)
            {
                // A plan that is listed twice cannot say which of the two it is, so neither is generated.
                names.Add(new HintName(model, "", owner ?? model.Model));
            }
            else
            {
                owners.Add(model.FullName, model.Model);
                names.Add(new HintName(model, files.Claim(model.FullName.Replace("@", "")) + ".g.cs", ""));
            }
        }

        return names.ToEquatable();
    }
}
