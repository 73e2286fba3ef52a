using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Quantization;

/// <summary>What becomes of the int32 sums of an int8 layer, while they are still in the registers of the tile that made them.</summary>
/// <remarks>Sums count signed activations 128 larger than they are. Parameters may be read for sixteen outputs past the last one.</remarks>
internal unsafe interface IInt8Epilogue
{
    /// <summary>Bytes of an output.</summary>
    static abstract int OutputBytes { get; }

    /// <summary>Whether each output has an operand in memory, of which nothing may be read past the last one.</summary>
    static virtual bool ReadsResidual => false;

    /// <summary>The scalar truth: one output.</summary>
    /// <param name="sum">Its sum.</param>
    /// <param name="output">Its number, for the parameters.</param>
    /// <param name="destination">Where it goes.</param>
    void End(int sum, int output, byte* destination);

    /// <summary>Four outputs in a row.</summary>
    void End(Vector128<int> sums, int output, byte* destination);

    /// <summary>Eight outputs in a row, AVX2.</summary>
    void End(Vector256<int> sums, int output, byte* destination);

    /// <summary>Sixteen outputs in a row, AVX-512.</summary>
    void End(Vector512<int> sums, int output, byte* destination);

    /// <summary>The same sixteen outputs of four positions, each <paramref name="stride"/> bytes further.</summary>
    void EndFour(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination, nint stride);

    /// <summary>The same eight outputs of four positions, each <paramref name="stride"/> bytes further. AVX2.</summary>
    void EndFour(Vector256<int> sums0, Vector256<int> sums1, Vector256<int> sums2, Vector256<int> sums3, int output, byte* destination, nint stride);

    /// <summary>Sixteen outputs, eight in each vector, of four positions, each <paramref name="stride"/> bytes further. AVX2.</summary>
    void EndFourPairs(
        Vector256<int> first0,
        Vector256<int> second0,
        Vector256<int> first1,
        Vector256<int> second1,
        Vector256<int> first2,
        Vector256<int> second2,
        Vector256<int> first3,
        Vector256<int> second3,
        int output,
        byte* destination,
        nint stride);

    /// <summary>Thirty-two outputs in a row, AVX2.</summary>
    void EndRow(Vector256<int> sums0, Vector256<int> sums1, Vector256<int> sums2, Vector256<int> sums3, int output, byte* destination);

    /// <summary>Sixty-four outputs in a row, AVX-512.</summary>
    void EndRow(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination);

    /// <summary>The first <paramref name="count"/> of eight outputs; nothing is written past them. AVX-512.</summary>
    void EndFirst(Vector256<int> sums, int count, int output, byte* destination);

    /// <summary>The first <paramref name="count"/> of sixteen outputs; nothing is written past them.</summary>
    void EndFirst(Vector512<int> sums, int count, int output, byte* destination);
}
