using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>Layers of one step <c>Unrolled.Run</c>: each takes what the one before it made, without a detour through memory.</summary>
internal sealed record UnrolledChain(EquatableArray<UnrolledLayer> Layers)
{
    /// <summary>The step's target in the plan.</summary>
    public const string Target = "Unrolled.Run";

    /// <summary>The sizes on the way: "4 → 16 → 3".</summary>
    public string Sizes => string.Join(" → ", new[] { Layers[0].Inputs }.Concat(Layers.Select(layer => layer.Outputs)).Select(size => Literals.Count(size)));

    /// <summary>The chain that a step runs; null for any other step.</summary>
    public static UnrolledChain? Of(PlanCall call)
    {
        if (call.Target != Target || call.Arguments.Count < 3 || call.Arguments[0].Name != "input" || call.Arguments[1].Name != "output")
        {
            return null;
        }

        var layers = new List<UnrolledLayer>();
        foreach (var argument in call.Arguments.Skip(2))
        {
            if (UnrolledLayer.Of(argument.Value) is not { } layer || (layers.Count > 0 && layer.Inputs != layers[layers.Count - 1].Outputs))
            {
                return null;
            }

            layers.Add(layer);
        }

        return new UnrolledChain(layers.ToEquatable());
    }
}
