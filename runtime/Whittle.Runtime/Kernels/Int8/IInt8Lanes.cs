namespace Whittle.Runtime.Kernels;

/// <summary>One vector width: a vector is so many int32 lanes, each also seen as four bytes.</summary>
/// <typeparam name="TVector">A vector of int32.</typeparam>
internal unsafe interface IInt8Lanes<TVector> : IInt8Multiply<TVector>
    where TVector : struct
{
    static abstract int Lanes { get; }

    /// <summary>Loads a whole vector, aligned or not.</summary>
    static abstract TVector Load(void* source);

    /// <summary>Four bytes, repeated in every lane.</summary>
    static abstract TVector Broadcast(byte* source);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Every byte ^ 0x80: signed activations become unsigned ones, 128 larger.</summary>
    static abstract TVector FlipSigns(TVector bytes);

    static abstract void Store(TVector vector, int* destination);
}
