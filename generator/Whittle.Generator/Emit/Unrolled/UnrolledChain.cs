using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>Links of one step <c>Unrolled.Run</c>: each takes what the one before it made, without a detour through memory.</summary>
internal sealed record UnrolledChain(EquatableArray<UnrolledLink> Links)
{
    /// <summary>The step's target in the plan.</summary>
    public const string Target = "Unrolled.Run";

    /// <summary>The sizes on the way: "4 → 16 → 3".</summary>
    public string Sizes => string.Join(
        " → ", new[] { Inputs }.Concat(Links.OfType<UnrolledLayer>().Select(layer => layer.Outputs)).Select(size => Literals.Count(size)));

    public int Inputs => Links[0].Inputs;

    public int Outputs => Last.Outputs;

    public ElementType InputType => Links[0] is UnrolledBytes bytes ? bytes.Type : ElementType.Float32;

    public ElementType OutputType => Last is UnrolledBytes bytes ? bytes.Type : ElementType.Float32;

    private UnrolledLink Last => Links[Links.Count - 1];

    /// <summary>The chain that a step runs; null for any other step.</summary>
    public static UnrolledChain? Of(PlanCall call)
    {
        if (call.Target != Target || call.Arguments.Count < 3 || call.Arguments[0].Name != "input" || call.Arguments[1].Name != "output")
        {
            return null;
        }

        var links = call.Arguments.Skip(2).Select(argument => UnrolledLink.Of(argument.Value)).OfType<UnrolledLink>().ToArray();
        var fit = links.Length == call.Arguments.Count - 2 && Array.Exists(links, link => link is UnrolledLayer);
        for (var i = 0; i < links.Length && fit; i++)
        {
            // Bytes are where a chain begins and ends, and nowhere else.
            var place = links[i] is not UnrolledBytes bytes || (bytes.IsInput ? i == 0 : i == links.Length - 1);
            fit = place && (i == 0 || links[i].Inputs == links[i - 1].Outputs);
        }

        return fit ? new UnrolledChain(links.ToEquatable()) : null;
    }
}
