using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Sums of a tile to 4x4 outputs of eight bits, sixteen channels at a time.</summary>
internal readonly unsafe struct WinogradOutputInt8(float* scales, float* bias, float low, float high, int zeroPoint)
{
    public const int Channels = 16;

    /// <param name="m">Sums of the first of the 36 numbers.</param>
    /// <param name="step">Elements from one of the 36 numbers to the next.</param>
    /// <param name="output">First output channel.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="y">Top left output.</param>
    /// <param name="line">Bytes from one row of outputs to the next.</param>
    /// <param name="half">Scratch for 24 vectors of 16 floats.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Transform(int* m, int step, int output, int outputs, byte* y, int line, float* half)
    {
        var scale = scales + output;
        for (var column = 0; column < WinogradFilter.Patch; column++, m += step, scale += outputs, half += Channels)
        {
            WinogradOutput.Transform(
                Scaled(m, scale),
                Scaled(m + (6 * step), scale + (6 * outputs)),
                Scaled(m + (12 * step), scale + (12 * outputs)),
                Scaled(m + (18 * step), scale + (18 * outputs)),
                Scaled(m + (24 * step), scale + (24 * outputs)),
                Scaled(m + (30 * step), scale + (30 * outputs)),
                out var first,
                out var second,
                out var third,
                out var fourth);
            first.Store(half);
            second.Store(half + (6 * Channels));
            third.Store(half + (12 * Channels));
            fourth.Store(half + (18 * Channels));
        }

        half -= 6 * Channels;
        var constant = Vector512.Load(bias + output);
        for (var row = 0; row < WinogradFilter.Tile; row++, y += line, half += 6 * Channels)
        {
            WinogradOutput.TransformRow(half, out var first, out var second, out var third, out var fourth);
            Store(first + constant, y);
            Store(second + constant, y + outputs);
            Store(third + constant, y + (2 * outputs));
            Store(fourth + constant, y + (3 * outputs));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scaled(int* sums, float* scale) => Avx512F.ConvertToVector512Single(Vector512.Load(sums)) * Vector512.Load(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector512<float> value, byte* y)
    {
        var clamped = Avx512F.Min(Avx512F.Max(value, Vector512.Create(low)), Vector512.Create(high));
        Avx512F.ConvertToVector128Byte(Avx512F.ConvertToVector512Int32(clamped) + Vector512.Create(zeroPoint)).Store(y);
    }
}
