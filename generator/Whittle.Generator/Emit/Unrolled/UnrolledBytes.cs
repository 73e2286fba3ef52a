using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>The 8 bits of a tensor to whole numbers less their zero point, or back.</summary>
/// <param name="Length">Elements.</param>
/// <param name="IsInput">Whether this is the chain's beginning and not its end.</param>
/// <param name="Signed">Whether the bytes are.</param>
/// <param name="ZeroPoint">What a zero looks like in 8 bits.</param>
internal sealed record UnrolledBytes(int Length, bool IsInput, bool Signed, int ZeroPoint) : UnrolledLink(Length, Length)
{
    public ElementType Type => Signed ? ElementType.Int8 : ElementType.UInt8;

    public static UnrolledBytes? Of(PlanCall call, bool from)
    {
        var arguments = new UnrolledArguments(call);
        return arguments.Count("length") is { } length && arguments.Flag("signed") is { } signed && arguments.Small("zeroPoint") is { } zeroPoint
            ? new UnrolledBytes(length, from, signed, zeroPoint) : null;
    }
}
