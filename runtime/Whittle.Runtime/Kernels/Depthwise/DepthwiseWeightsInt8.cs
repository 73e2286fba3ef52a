using System.Runtime.CompilerServices;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Depthwise weights, packed for vectors of channels: four kernel taps are interleaved byte by byte, so that a lane holds one channel's
/// four taps.</summary>
/// <remarks>Channels go in blocks of a whole vector, half or a quarter of one, which then holds two or four positions. The last block overlaps the one before
/// rather than read past the pixel; with fewer than 8 channels it does read into the next pixel.</remarks>
internal sealed class DepthwiseWeightsInt8
{
    private const int Narrow = 16;

    // With fewer rows, an odd one is too much to compute twice.
    private const int LeastOddHeight = 5;
    private const int None = -(1 << 24);
    private readonly NativeBuffer<sbyte> _weights;

    public DepthwiseWeightsInt8(DepthwiseWindow window, ReadOnlySpan<sbyte> weights, int bytes, bool mayKeepColumns)
    {
        Window = window;
        Slots = SlotsOf(window);
        KeepsColumns = mayKeepColumns && Slots.Length == 12 && window is { KernelWidth: 3, DilationWidth: 1, StrideWidth: 1 or 2, PadLeft: 0 or 1 };
        PairsRows = KeepsColumns && window is { KernelHeight: 3, StrideWidth: 1, StrideHeight: 1, DilationHeight: 1 }
            && (window.OutputHeight > LeastOddHeight || window.OutputHeight % 2 == 0);
        KeepsNeighbours = PairsRows && window is { PadLeft: 1, Channels: 8 or 16 }
            && window.Channels < bytes && window.OutputWidth == window.Width && window.Pitch % bytes == 0;
        Blocks = Plan(bytes);
        _weights = new NativeBuffer<sbyte>(checked(Blocks.Length * Spacing(bytes)));
        foreach (var block in Blocks)
        {
            var length = block.Bytes * Slots.Length;
            var first = _weights.Span.Slice(block.Start, length);
            Pack(weights, block, first);
            if (PairsRows)
            {
                PackSecond(first, _weights.Span.Slice(block.Start + length, length));
            }
        }
    }

    public DepthwiseWindow Window { get; }

    /// <summary>Row and column of the tap that each slot of each step (four slots) holds; a row far outside for none.</summary>
    public (int Down, int Right)[] Slots { get; }

    /// <summary>Whether a step is a column of a kernel of three, so that columns can be kept from one position to the next.</summary>
    public bool KeepsColumns { get; }

    /// <summary>Whether, besides, the image has 8 or 16 channels and rows of whole vectors, so that a vector's columns are its neighbours'.</summary>
    public bool KeepsNeighbours { get; }

    /// <summary>Whether four rows of the image are interleaved for two rows of outputs. The fourth slot of a column's weights is empty then, and a second set
    /// of them follows the first, moved down by a row.</summary>
    public bool PairsRows { get; }

    /// <summary>First channel of each block, the channels of a position in a vector, the bytes of a vector, and where the weights start.</summary>
    public (int Channel, int Part, int Bytes, int Start)[] Blocks { get; }

    public unsafe sbyte* Pointer => _weights.Pointer;

    /// <summary>A kernel column per step if that takes no more steps, else taps in order.</summary>
    private static (int Down, int Right)[] SlotsOf(DepthwiseWindow window)
    {
        var steps = (window.Taps + 3) / 4;
        var byColumns = window.KernelHeight <= 4 && window.KernelWidth <= steps;
        var slots = new (int Down, int Right)[byColumns ? window.KernelWidth * 4 : steps * 4];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var (column, row) = byColumns ? (slot / 4, slot % 4) : (slot % window.KernelWidth, slot / window.KernelWidth);
            slots[slot] = row < window.KernelHeight ? (row, column) : (None, 0);
        }

        return slots;
    }

    private static void PackSecond(ReadOnlySpan<sbyte> first, Span<sbyte> second)
    {
        for (var i = 0; i < first.Length; i += 4)
        {
            (second[i + 1], second[i + 2], second[i + 3]) = (first[i], first[i + 1], first[i + 2]);
        }
    }

    private int Spacing(int bytes) => bytes * Slots.Length * (PairsRows ? 2 : 1);

    private (int Channel, int Part, int Bytes, int Start)[] Plan(int bytes)
    {
        var channels = Window.Channels;
        var blocks = new List<(int Channel, int Part, int Bytes, int Start)>();
        for (var channel = 0; channel < channels;)
        {
            // The narrowest part that holds the rest, or the widest that lies within the pixel.
            var part = bytes;
            while (part > 8 && (part > channels || part / 2 >= channels - channel))
            {
                part /= 2;
            }

            // Columns are kept in shorter vectors rather than fetched anew for two positions in a longer one.
            var vector = part == Narrow && KeepsColumns && !KeepsNeighbours ? Narrow : bytes;
            blocks.Add((Math.Max(0, Math.Min(channel, channels - part)), part, vector, blocks.Count * Spacing(bytes)));
            channel += part;
        }

        return [.. blocks];
    }

    // Byte b of a vector of activations is in lane b % 4 of interleaved vector b % 16 / 4, in its own group of 128 bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(ReadOnlySpan<sbyte> weights, (int Channel, int Part, int Bytes, int Start) block, Span<sbyte> packed)
    {
        for (var b = 0; b < block.Bytes; b++)
        {
            var channel = block.Channel + (b % block.Part);
            if (channel >= Window.Channels)
            {
                continue;
            }

            var (group, inGroup) = Math.DivRem(b, Narrow);
            var (vector, lane) = Math.DivRem(inGroup, 4);
            for (var slot = 0; slot < Slots.Length; slot++)
            {
                var (down, right) = Slots[slot];
                if (down != None)
                {
                    packed[(((slot / 4 * 4) + vector) * block.Bytes) + (group * 16) + (lane * 4) + (slot % 4)] =
                        weights[(channel * Window.Taps) + (down * Window.KernelWidth) + right];
                }
            }
        }
    }
}
