using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Copies of a position's bytes, each shifted by a window's alignment more than the one before: every window is a cache line of one of them.</summary>
/// <remarks>A window that starts at any multiple of sixteen touches two lines three times out of four. Where load ports are the limit
/// (<see cref="StreamedSteps"/>) that costs more than the copies do, from some hundred steps on.</remarks>
internal sealed unsafe class ShiftedWindows
{
    private const int Line = 64;
    private const int LeastAlignment = 16;

    // With more, the copies would crowd the weights out of the first-level cache.
    private const int MostInputs = 4096;

    // Cycles, measured: what a window that touches two lines costs more than one that does not, and a line of the copies.
    private const double SecondLine = 0.6;
    private const double CopiedLine = 1.3;
    private const double Call = 20;

    private readonly NativeBuffer<int> _offsets;
    private readonly int _inputs;
    private readonly int _alignment;
    private readonly int _stride;

    private ShiftedWindows(GatherSteps packed, int inputs)
    {
        _inputs = inputs;
        _alignment = packed.Format.Alignment;
        _stride = (inputs + Line - 1) / Line * Line;
        _offsets = new NativeBuffer<int>(packed.Offsets.Count);
        for (var i = 0; i < packed.Offsets.Count; i++)
        {
            // The last window may start anywhere, so that it ends with the input: the first copy has it, in two lines.
            var (offset, shift) = (packed.Offsets[i], packed.Offsets[i] % Line);
            _offsets.Span[i] = shift % _alignment == 0 ? (shift / _alignment * _stride) + offset - shift : offset;
        }
    }

    /// <summary>Bytes of all copies.</summary>
    public int Bytes => Line / _alignment * _stride;

    /// <summary>Where the windows start in the copies.</summary>
    public int* Offsets => _offsets.Pointer;

    /// <summary>The copies that save more than they cost, or null.</summary>
    public static ShiftedWindows? IfTheyPay(Int8Geometry geometry, GatherSteps packed, Int8Path path)
    {
        var (format, inputs) = (packed.Format, geometry.RunLength);
        if (!StreamedSteps.Are(geometry, packed, path) || format is not { Window: Line, Alignment: >= LeastAlignment } || inputs is < Line or > MostInputs)
        {
            return null;
        }

        var saved = packed.Steps * format.Windows * (1 - (format.Alignment / (double)Line)) * SecondLine;
        return saved > (inputs / format.Alignment * CopiedLine) + Call ? new ShiftedWindows(packed, inputs) : null;
    }

    /// <summary>Copies a position's bytes.</summary>
    /// <param name="x">The position.</param>
    /// <param name="copies">Room for <see cref="Bytes"/>, at the start of a cache line.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Copy(byte* x, byte* copies)
    {
        var last = _inputs - Line;
        for (int shift = 0; shift < Line; shift += _alignment, copies += _stride)
        {
            for (var offset = shift; offset <= last; offset += Line)
            {
                Vector512.Load(x + offset).StoreAligned(copies + offset - shift);
            }

            if (shift == 0)
            {
                Vector512.Load(x + last).Store(copies + last);
            }
        }

        GC.KeepAlive(this);
    }
}
