namespace Whittle.Runtime.Kernels;

/// <summary>A vector as a row of 16-byte lanes, for transpositions.</summary>
/// <remarks>Each lane of sixteen vectors of bytes, or of four vectors of 32-bit words, is a square of its own.</remarks>
internal interface ITurnLanes<TVector>
{
    /// <summary>Bytes of a vector.</summary>
    static abstract int Size { get; }

    static abstract TVector Load(ref byte source);

    /// <summary>Lane by lane, the bytes of the lanes' first halves in turns: a0 b0 a1 b1 …</summary>
    static abstract TVector LowBytes(TVector a, TVector b);

    /// <summary>The same of their second halves.</summary>
    static abstract TVector HighBytes(TVector a, TVector b);

    /// <summary>As <see cref="LowBytes"/>, with 32-bit words.</summary>
    static abstract TVector LowWords(TVector a, TVector b);

    /// <summary>As <see cref="HighBytes"/>, with 32-bit words.</summary>
    static abstract TVector HighWords(TVector a, TVector b);

    /// <summary>Stores each lane, <paramref name="step"/> bytes from one to the next.</summary>
    static abstract void Store(TVector value, ref byte destination, nint step);
}
