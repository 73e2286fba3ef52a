using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>One vector width: a vector is so many int32 lanes, each also seen as four bytes.</summary>
/// <typeparam name="TVector">A vector of int32.</typeparam>
internal unsafe interface IInt8Lanes<TVector> : IInt8Multiply<TVector>
    where TVector : struct
{
    static abstract int Lanes { get; }

    /// <summary>Whether there are 32 vector registers: room for tiles of eight positions instead of four.</summary>
    static abstract bool ManyRegisters { get; }

    /// <summary>Loads a whole vector, aligned or not.</summary>
    static abstract TVector Load(void* source);

    /// <summary>Four bytes, repeated in every lane.</summary>
    static abstract TVector Broadcast(byte* source);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Every byte ^ 0x80: signed activations become unsigned ones, 128 larger.</summary>
    static abstract TVector FlipSigns(TVector bytes);

    static abstract void Store(TVector vector, int* destination);

    /// <summary>Adds the lanes that are <paramref name="stride"/> (a power of two below <see cref="Lanes"/>) apart into the first ones.</summary>
    static abstract TVector Fold(TVector sums, int stride);

    /// <summary>Ends a vector of outputs.</summary>
    static abstract void End<TEpilogue>(in TEpilogue epilogue, TVector sums, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue;

    /// <summary>Ends two vectors of adjoining outputs.</summary>
    static abstract void EndPair<TEpilogue>(in TEpilogue epilogue, TVector first, TVector second, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue;

    /// <summary>Ends two vectors of adjoining outputs of four positions, each <paramref name="stride"/> bytes further.</summary>
    static abstract void EndFourPairs<TEpilogue>(
        in TEpilogue epilogue,
        TVector first0,
        TVector second0,
        TVector first1,
        TVector second1,
        TVector first2,
        TVector second2,
        TVector first3,
        TVector second3,
        int output,
        byte* destination,
        nint stride)
        where TEpilogue : struct, IInt8Epilogue;

    /// <summary>Ends the first outputs of a vector and writes nothing past them.</summary>
    static abstract void EndFirst<TEpilogue>(in TEpilogue epilogue, TVector sums, int count, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue;
}
