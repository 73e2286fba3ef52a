namespace Whittle.Runtime.Kernels;

/// <summary>Sums of 16 bits, two a lane, for weights so small that many products fit.</summary>
/// <typeparam name="TVector">A vector of int32.</typeparam>
internal interface ILowBitPairs<TVector>
    where TVector : struct
{
    /// <summary>Per half lane: sum + Σ of two products of an unsigned activation and a signed weight.</summary>
    static abstract TVector MultiplyAdd(TVector pairs, TVector activations, TVector weights);

    /// <summary>Per lane: sum + both its halves.</summary>
    static abstract TVector Widen(TVector sum, TVector pairs);
}
