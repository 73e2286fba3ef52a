using Whittle.Plan;

namespace Whittle.Generator.Pipeline;

/// <summary>A model with its place among the others.</summary>
internal sealed record NamedModel(PlanFile File, HintName Name)
{
    public static NamedModel Of((PlanFile File, EquatableArray<HintName> Names) pair, CancellationToken cancellation) =>
        new(pair.File, pair.Names.First(name => name.Model.Path == pair.File.Path));
}
