using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Weights of a planar convolution, four taps (a quad) by four taps in the order [channel, kernelRow, kernelColumn], and where each quad's bytes lie.</summary>
/// <remarks>Four outputs are a group: for every quad the four weights of its first output, of its second, … Weights past the last tap and output are zero. As a row of
/// the kernel has two taps or more, and an even number of taps where it has two, a quad's bytes lie in two rows at most.</remarks>
internal sealed unsafe class PlanarWeightsInt8
{
    /// <summary>Outputs of a group, and taps of a quad.</summary>
    public const int Four = 4;
    private const int WideTable = 64;
    private const int ShortTable = 16;
    private const byte Nothing = 0x80;
    private readonly NativeBuffer<sbyte> _weights;
    private readonly NativeBuffer<byte> _wide;
    private readonly NativeBuffer<byte> _short;

    /// <param name="image">The convolution.</param>
    /// <param name="weights">[outputs, kernelHeight, kernelWidth, channels].</param>
    public PlanarWeightsInt8(PlanarImage image, ReadOnlySpan<sbyte> weights)
    {
        var depth = image.Geometry.Depth;
        Quads = (depth + Four - 1) / Four;
        Groups = (image.Geometry.Outputs + Four - 1) / Four;
        _weights = new NativeBuffer<sbyte>(checked(Groups * GroupBytes));
        _wide = new NativeBuffer<byte>(Quads * WideTable);
        _short = new NativeBuffer<byte>(Quads * 2 * ShortTable);
        Rows = new (int Channel, int Down)[Quads * 2];
        for (var tap = 0; tap < depth; tap++)
        {
            var (channel, down, right) = (tap / (image.KernelWidth * image.KernelHeight), tap / image.KernelWidth % image.KernelHeight, tap % image.KernelWidth);
            Place(image, tap, channel, down, right);
            for (var o = 0; o < image.Geometry.Outputs; o++)
            {
                var source = (((((o * image.KernelHeight) + down) * image.KernelWidth) + right) * image.Channels) + channel;
                _weights.Span[(o / Four * GroupBytes) + (tap / Four * Four * Four) + (o % Four * Four) + (tap % Four)] = weights[source];
            }
        }
    }

    public int Quads { get; }

    /// <summary>Groups of four outputs.</summary>
    public int Groups { get; }

    /// <summary>Bytes of a group's weights.</summary>
    public int GroupBytes => Quads * Four * Four;

    /// <summary>Group by group.</summary>
    public sbyte* Weights => _weights.Pointer;

    /// <summary>Of each quad the row (plane and row of the kernel) of its first tap, then the one of its last.</summary>
    public (int Channel, int Down)[] Rows { get; }

    /// <summary>64 bytes a quad, four for each of sixteen positions: where they are in the two rows, of which the second counts from 64 on.</summary>
    public byte* WideTables => _wide.Pointer;

    /// <summary>Twice 16 bytes a quad, four for each of four positions: where they are in the first row, and in the second; with the highest bit where they are not in it.</summary>
    public byte* ShortTables => _short.Pointer;

    private void Place(PlanarImage image, int tap, int channel, int down, int right)
    {
        var (quad, inQuad) = Math.DivRem(tap, Four);
        if (inQuad == 0)
        {
            Rows[2 * quad] = (channel, down);
            _short.Span.Slice(2 * quad * ShortTable, 2 * ShortTable).Fill(Nothing);
        }

        Rows[(2 * quad) + 1] = (channel, down);
        var second = Rows[2 * quad] == (channel, down) ? 0 : 1;
        for (var position = 0; position * Four < WideTable; position++)
        {
            var place = (position * image.StrideWidth) + (right * image.DilationWidth);
            var target = (position * Four) + inQuad;
            _wide.Span[(quad * WideTable) + target] = (byte)(place + (second * WideTable));
            if (target < ShortTable)
            {
                _short.Span[(((2 * quad) + second) * ShortTable) + target] = (byte)place;
            }
        }
    }
}
