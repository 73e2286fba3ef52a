using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Sums of a tile to 4x4 outputs with bias and clamp, sixteen channels at a time.</summary>
internal readonly unsafe struct WinogradOutputFloat(float* bias, float minimum, float maximum)
{
    public const int Channels = 16;

    /// <param name="m">Sums of the first of the 36 numbers.</param>
    /// <param name="step">Elements from one of the 36 numbers to the next.</param>
    /// <param name="output">First output channel.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="y">Top left output.</param>
    /// <param name="line">Elements from one row of outputs to the next.</param>
    /// <param name="half">Scratch for 24 vectors of 16 floats.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Transform(float* m, int step, int output, int outputs, float* y, int line, float* half)
    {
        for (var column = 0; column < WinogradFilter.Patch; column++, m += step, half += Channels)
        {
            WinogradOutput.Transform(
                Vector512.Load(m),
                Vector512.Load(m + (6 * step)),
                Vector512.Load(m + (12 * step)),
                Vector512.Load(m + (18 * step)),
                Vector512.Load(m + (24 * step)),
                Vector512.Load(m + (30 * step)),
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
    private void Store(Vector512<float> value, float* y) =>
        Vector512.MinNative(Vector512.MaxNative(value, Vector512.Create(minimum)), Vector512.Create(maximum)).Store(y);
}
