using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>The quads of a band: for every quad the four bytes of each position, position after position.</summary>
internal static unsafe class PlanarQuads
{
    /// <summary>Positions that a step writes, of which some may lie past a row.</summary>
    public const int Step = 16;

    /// <summary>Picks the bytes of all quads.</summary>
    /// <param name="image">The convolution.</param>
    /// <param name="weights">Where the bytes of each quad are.</param>
    /// <param name="wide">Whether to look up 64 bytes at once.</param>
    /// <param name="rows">Rows of outputs.</param>
    /// <param name="band">The band as <see cref="PlanarImage.CopyBand"/> left it.</param>
    /// <param name="quads">Room for a stride for every quad.</param>
    /// <param name="stride">Bytes from a quad to the next: four for every position and <see cref="Step"/> more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pick(PlanarImage image, PlanarWeightsInt8 weights, bool wide, int rows, byte* band, byte* quads, nint stride)
    {
        var plane = (nint)image.InputRows(rows) * image.Pitch;
        var rowBytes = (nint)image.DilationHeight * image.Pitch;
        for (var quad = 0; quad < weights.Quads; quad++, quads += stride)
        {
            var (first, second) = (weights.Rows[2 * quad], weights.Rows[(2 * quad) + 1]);
            var x = band + (first.Channel * plane) + (first.Down * rowBytes);
            var y = band + (second.Channel * plane) + (second.Down * rowBytes);
            if (wide)
            {
                PickWide(image, rows, x, y, quads, Vector512.Load(weights.WideTables + (quad * 64)));
            }
            else
            {
                PickShort(image, rows, x, y, quads, Vector128.Load(weights.ShortTables + (quad * 32)), Vector128.Load(weights.ShortTables + (quad * 32) + 16));
            }
        }

        GC.KeepAlive(weights);
    }

    // What a row writes past its end, the next one overwrites.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PickWide(PlanarImage image, int rows, byte* x, byte* y, byte* quad, Vector512<byte> table)
    {
        var (width, step, pitch) = (image.OutputWidth, (nint)image.StrideWidth * Step, (nint)image.Pitch * image.StrideHeight);
        for (var row = 0; row < rows; row++, x += pitch, y += pitch, quad += width * 4)
        {
            byte* p = x, q = y, target = quad;
            for (var column = 0; column < width; column += Step, p += step, q += step, target += Step * 4)
            {
                Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(p), table, Vector512.Load(q)).Store(target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PickShort(PlanarImage image, int rows, byte* x, byte* y, byte* quad, Vector128<byte> first, Vector128<byte> second)
    {
        const int Positions = 4;
        var (width, step, pitch) = (image.OutputWidth, (nint)image.StrideWidth * Positions, (nint)image.Pitch * image.StrideHeight);
        for (var row = 0; row < rows; row++, x += pitch, y += pitch, quad += width * 4)
        {
            byte* p = x, q = y, target = quad;
            for (var column = 0; column < width; column += Positions, p += step, q += step, target += Positions * 4)
            {
                (Pick(p, first) | Pick(q, second)).Store(target);
            }
        }
    }

    /// <summary>Bytes of a window; 0 where the table's highest bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pick(byte* window, Vector128<byte> table) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(Vector128.Load(window), table) : Vector128.Shuffle(Vector128.Load(window), table);
}
