namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>One width of float vectors, so that a kernel's loop is written once and compiled for each width.</summary>
/// <typeparam name="TVector">The vector type: <c>Vector128/256/512&lt;float&gt;</c>.</typeparam>
internal unsafe interface ITileLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Most pixels of a register tile of two vectors per pixel: accumulators, two weight vectors and a broadcast fit the register file.</summary>
    static abstract int TilePixels { get; }

    static abstract TVector Broadcast(float value);

    static abstract TVector Load(float* source);

    /// <summary>Loads the first <paramref name="count"/> lanes (1 to <see cref="Count"/>), touches no memory past them, and zeroes the rest.</summary>
    static abstract TVector LoadFirst(float* source, int count);

    static abstract void Store(TVector value, float* target);

    /// <summary>Stores the first <paramref name="count"/> lanes (1 to <see cref="Count"/>) and touches no memory past them.</summary>
    static abstract void StoreFirst(TVector value, float* target, int count);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>Clamps to [minimum, maximum]; NaN stays NaN.</summary>
    static abstract TVector Clamp(TVector value, TVector minimum, TVector maximum);

    static abstract float Sum(TVector value);
}
