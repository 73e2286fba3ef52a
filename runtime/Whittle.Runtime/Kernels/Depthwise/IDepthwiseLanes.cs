namespace Whittle.Runtime.Kernels;

/// <summary>One vector width of the depthwise kernels. A vector of bytes holds the channels of one or several output positions side by side (parts);
/// four of them, one per kernel tap, are interleaved into four vectors whose lanes each hold one channel's four taps.</summary>
/// <remarks>Byte b of a vector goes to lane b % 4 of vector b % 16 / 4, in the group of four lanes (128 bits) from which it came: with 16 channels per part,
/// vector j holds channels 4j..4j+3.</remarks>
/// <typeparam name="TVector">A vector of int32.</typeparam>
internal unsafe interface IDepthwiseLanes<TVector>
    where TVector : struct
{
    /// <summary>Bytes of a vector.</summary>
    static abstract int Bytes { get; }

    static abstract TVector Load(void* source);

    /// <summary>One part of so many channels after the other, each <paramref name="step"/> bytes further.</summary>
    static abstract TVector LoadParts(byte* source, nint step, int channels);

    /// <summary>A value in every byte.</summary>
    static abstract TVector Fill(byte value);

    /// <summary>A value in every 16 bits.</summary>
    static abstract TVector Fill(short value);

    /// <summary>A value in every lane.</summary>
    static abstract TVector Fill(float value);

    /// <summary>Every byte ^ 0x80: signed activations become unsigned ones, 128 larger.</summary>
    static abstract TVector FlipSigns(TVector bytes);

    static abstract void Interleave(TVector t0, TVector t1, TVector t2, TVector t3, out TVector v0, out TVector v1, out TVector v2, out TVector v3);

    /// <summary>The upper half of one vector, then the lower half of the next; 128-bit vectors: the next vector.</summary>
    static abstract TVector Straddle(TVector vector, TVector next);

    /// <summary>Per lane: sum + Σ of four products of an unsigned activation and a signed weight, wrapping like int32.</summary>
    static abstract TVector MultiplyAdd(TVector sum, TVector activations, TVector weights);

    /// <summary>Channel parameters (int32 or float) in the order of the lanes of interleaved vector <paramref name="vector"/>.</summary>
    static abstract TVector LoadParameters(void* parameters, int vector, int channels);

    /// <summary>Sums (with bias) to bytes in the order of the channels; the output's range as <see cref="DepthwiseRange"/> has it.</summary>
    static abstract TVector Requantize(
        TVector a0,
        TVector a1,
        TVector a2,
        TVector a3,
        TVector m0,
        TVector m1,
        TVector m2,
        TVector m3,
        TVector high,
        TVector zeroPoint,
        TVector minimum,
        TVector flip);

    /// <summary>The same of raised sums (<see cref="Quantization.RaisedSums"/>), for <see cref="DepthwiseRange.IsPlain"/>.</summary>
    static abstract TVector RequantizePlain(
        TVector a0,
        TVector a1,
        TVector a2,
        TVector a3,
        TVector m0,
        TVector m1,
        TVector m2,
        TVector m3,
        TVector o0,
        TVector o1,
        TVector o2,
        TVector o3,
        TVector flip);

    /// <summary>Stores the bytes of every part, each <paramref name="step"/> bytes further, in ascending order.</summary>
    static abstract void StoreParts(TVector bytes, byte* destination, nint step, int channels);

    /// <summary>Stores the sums of interleaved vector <paramref name="vector"/>, the parts <paramref name="step"/> sums apart.</summary>
    static abstract void StoreSums(TVector sums, int* destination, nint step, int vector, int channels);
}
