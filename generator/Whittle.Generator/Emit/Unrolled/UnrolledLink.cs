using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>One link of a chain: it takes what the one before it made.</summary>
/// <remarks>Between integer layers go whole numbers in floats, less their zero point: sums below 2^24 are exact in any order, so these chains give the bits of int32
/// arithmetic on every machine.</remarks>
/// <param name="Inputs">Elements that it takes.</param>
/// <param name="Outputs">Elements that it makes.</param>
internal abstract record UnrolledLink(int Inputs, int Outputs)
{
    /// <summary>The link that a value of the plan describes; null when it does not make sense.</summary>
    public static UnrolledLink? Of(PlanValue value) => value is not PlanValue.Construct { Call: var call } ? null : call.Target switch
    {
        "FullyConnected" => UnrolledLayer.Of(call),
        "Quantize" => UnrolledQuantize.Of(call),
        "Scale" => UnrolledScale.Of(call),
        "FromBytes" => UnrolledBytes.Of(call, from: true),
        "ToBytes" => UnrolledBytes.Of(call, from: false),
        _ => null,
    };
}
