namespace Whittle.Runtime.Kernels;

/// <summary>One vector width and multiply instruction: a vector is so many int32 lanes, each also seen as four bytes.</summary>
/// <typeparam name="TVector">A vector of int32.</typeparam>
internal unsafe interface IInt8Lanes<TVector>
    where TVector : struct
{
    static abstract int Lanes { get; }

    /// <summary>Loads a whole vector, aligned or not.</summary>
    static abstract TVector Load(void* source);

    /// <summary>Four bytes, repeated in every lane.</summary>
    static abstract TVector Broadcast(byte* source);

    /// <summary>Per lane: accumulator + Σ of four products of an unsigned activation and a signed weight, wrapping like int32.</summary>
    static abstract TVector MultiplyAdd(TVector accumulator, TVector activations, TVector weights);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Every byte ^ 0x80: signed activations become unsigned ones, 128 larger.</summary>
    static abstract TVector FlipSigns(TVector bytes);

    static abstract void Store(TVector vector, int* destination);
}
