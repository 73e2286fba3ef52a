namespace Whittle.Runtime.Kernels;

/// <summary>Moves of bytes inside groups of 128 bits: what depthwise kernels need beyond <see cref="IInt8Lanes{TVector}"/>.</summary>
/// <typeparam name="TVector">A vector of int32.</typeparam>
internal unsafe interface IInt8Shuffle<TVector> : IInt8Lanes<TVector>
    where TVector : struct
{
    /// <summary>Interleaves the bytes of the lower halves of every 128 bits.</summary>
    static abstract TVector InterleaveLowBytes(TVector even, TVector odd);

    /// <summary>Interleaves the bytes of the upper halves of every 128 bits.</summary>
    static abstract TVector InterleaveHighBytes(TVector even, TVector odd);

    /// <summary>Interleaves the 16-bit pairs of the lower halves of every 128 bits.</summary>
    static abstract TVector InterleaveLowPairs(TVector even, TVector odd);

    /// <summary>Interleaves the 16-bit pairs of the upper halves of every 128 bits.</summary>
    static abstract TVector InterleaveHighPairs(TVector even, TVector odd);

    /// <summary>Stores 128 bits to <paramref name="destination"/> and the next 128 bits sixteen lanes further.</summary>
    static abstract void StoreSplit(TVector vector, int* destination);
}
