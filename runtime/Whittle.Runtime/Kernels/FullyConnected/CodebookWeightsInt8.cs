using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>int8 weights that are shared: an index into a short list of values for each.</summary>
internal static class CodebookWeightsInt8
{
    /// <summary>Values that four bits tell apart.</summary>
    public const int MostEntries = 16;

    /// <summary>Values that one bit tells apart.</summary>
    public const int BinaryEntries = 2;

    /// <summary>The weights themselves.</summary>
    /// <exception cref="ArgumentException">The codebook has no or too many entries, or an index points past it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static sbyte[] Expand(ReadOnlySpan<byte> indices, ReadOnlySpan<sbyte> codebook)
    {
        if (codebook.Length is < 1 or > MostEntries)
        {
            throw new ArgumentException($"The codebook has {codebook.Length} entries; it must have 1 to {MostEntries}.", nameof(codebook));
        }

        var weights = new sbyte[indices.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            if (indices[i] >= codebook.Length)
            {
                throw new ArgumentException($"Index {indices[i]} points past the codebook of {codebook.Length} entries.", nameof(indices));
            }

            weights[i] = codebook[indices[i]];
        }

        return weights;
    }

    /// <summary>Packs indices [outputs, inputs] of <paramref name="bits"/> bits into lines of 64 bytes: 16 outputs times 4 inputs, a byte for each, and in
    /// each byte the indices of 8 / bits such steps, the first lowest. Lines of one panel of 16 outputs follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(ReadOnlySpan<byte> indices, int outputs, int inputs, int bits, Span<byte> packed)
    {
        var inputsPerLine = 4 * (8 / bits);
        var lines = (inputs + inputsPerLine - 1) / inputsPerLine;
        for (var o = 0; o < outputs; o++)
        {
            var panel = packed.Slice(o / 16 * lines * 64, lines * 64);
            for (var k = 0; k < inputs; k++)
            {
                var place = (k / inputsPerLine * 64) + (o % 16 * 4) + (k % 4);
                panel[place] |= (byte)(indices[(o * inputs) + k] << (k / 4 % (8 / bits) * bits));
            }
        }
    }
}
