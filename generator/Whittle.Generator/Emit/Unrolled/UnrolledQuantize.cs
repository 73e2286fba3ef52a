using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>Floats to whole numbers less their zero point: round(clamp(x / scale)), half to even; what is not a number becomes the minimum.</summary>
internal sealed record UnrolledQuantize(int Length, float Scale, float Minimum, float Maximum) : UnrolledLink(Length, Length)
{
    public static UnrolledQuantize? Of(PlanCall call)
    {
        var arguments = new UnrolledArguments(call);
        return arguments.Count("length") is { } length && arguments.Number("scale") is { } scale
            && arguments.Number("minimum") is { } minimum && arguments.Number("maximum") is { } maximum
            ? new UnrolledQuantize(length, scale, minimum, maximum) : null;
    }
}
