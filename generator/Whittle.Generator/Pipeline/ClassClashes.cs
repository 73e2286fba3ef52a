using System.Collections.Immutable;
using Whittle.Generator.Diagnostics;
using Whittle.Plan;

namespace Whittle.Generator.Pipeline;

/// <summary>Finds the user's types that have a model's name and cannot be a part of its class.</summary>
internal static class ClassClashes
{
    public static IEnumerable<Finding> Find((ImmutableArray<DeclaredType> Types, EquatableArray<HintName> Names) pair, CancellationToken cancellation)
    {
        var models = pair.Names
            .Where(name => name.Name.Length > 0)
            .ToDictionary(name => name.Model.FullName.Replace("@", ""), name => name.Model, StringComparer.Ordinal);
        foreach (var type in pair.Types)
        {
            if (models.TryGetValue(type.FullName, out var model) && !IsPart(type, model))
            {
                var file = Path.GetFileName(type.Path);
                yield return new Finding(
                    ModelDiagnostics.TypeInTheWay, model.Model, 0, Path.GetFileName(model.Model), type.FullName, file, model.Accessibility);
            }
        }
    }

    private static bool IsPart(DeclaredType type, ModelIdentity model) =>
        type.IsPartialClass && (type.Accessibility.Length == 0 || type.Accessibility == model.Accessibility);
}
