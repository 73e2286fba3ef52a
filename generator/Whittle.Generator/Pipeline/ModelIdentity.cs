using Whittle.Generator.Emit;

namespace Whittle.Generator.Pipeline;

/// <summary>What other models must know of a model: the class it wants.</summary>
/// <param name="Path">Path of the plan file.</param>
/// <param name="Model">The model as shown to the user.</param>
/// <param name="FullName">Namespace and class as C# has them; "" when the plan could not be read.</param>
/// <param name="Accessibility">"public" or "internal".</param>
internal sealed record ModelIdentity(string Path, string Model, string FullName, string Accessibility)
{
    public static ModelIdentity Of(PlanFile file, CancellationToken cancellation) => file.Plan is { } plan
        ? new(file.Path, file.DisplayPath, ClassNames.FullName(plan), ClassNames.Accessibility(plan))
        : new(file.Path, file.DisplayPath, "", "");
}
