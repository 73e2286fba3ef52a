using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>Whole numbers less their zero point to floats: x * scale.</summary>
internal sealed record UnrolledScale(int Length, float Scale) : UnrolledLink(Length, Length)
{
    public static UnrolledScale? Of(PlanCall call)
    {
        var arguments = new UnrolledArguments(call);
        return arguments.Count("length") is { } length && arguments.Number("scale") is { } scale ? new UnrolledScale(length, scale) : null;
    }
}
