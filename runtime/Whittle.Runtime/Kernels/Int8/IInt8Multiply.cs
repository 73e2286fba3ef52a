namespace Whittle.Runtime.Kernels;

/// <summary>One way to multiply bytes, exact for all values.</summary>
/// <typeparam name="TVector">A vector of int32.</typeparam>
internal interface IInt8Multiply<TVector>
    where TVector : struct
{
    /// <summary>Per lane: sum + Σ of four products of an unsigned activation and a signed weight, wrapping like int32.</summary>
    static abstract TVector MultiplyAdd(TVector sum, TVector activations, TVector weights);
}
