using System.Numerics;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>One tap of a convolution along the last axis: the elements x of the image's row that meet the elements y of the result's row with
/// x = y · stride + offset.</summary>
/// <param name="Stride">Elements of the image from one of the result to the next.</param>
/// <param name="Offset">Element of the image that meets the first of the result; may lie outside.</param>
internal readonly record struct TapRow(int Stride, int Offset)
{
    /// <summary>result[y] += factor · image[x]: a convolution.</summary>
    public void Gather<T>(ReadOnlySpan<T> image, T factor, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        var (first, end) = Meeting(image.Length, result.Length);
        if (first >= end)
        {
            return;
        }

        if (Stride == 1)
        {
            Rows.AddScaled(image[(first + Offset)..(end + Offset)], factor, result[first..end]);
            return;
        }

        for (var y = first; y < end; y++)
        {
            result[y] += image[(y * Stride) + Offset] * factor;
        }
    }

    /// <summary>image[x] += factor · result[y]: a transposed convolution, where the two have changed places.</summary>
    public void Scatter<T>(Span<T> image, T factor, ReadOnlySpan<T> result)
        where T : unmanaged, INumber<T>
    {
        var (first, end) = Meeting(image.Length, result.Length);
        if (first >= end)
        {
            return;
        }

        if (Stride == 1)
        {
            Rows.AddScaled(result[first..end], factor, image[(first + Offset)..(end + Offset)]);
            return;
        }

        for (var y = first; y < end; y++)
        {
            image[(y * Stride) + Offset] += result[y] * factor;
        }
    }

    /// <summary>The elements of the result whose partner lies inside the image.</summary>
    private (int First, int End) Meeting(int image, int result) =>
        (Offset >= 0 ? 0 : (-Offset + Stride - 1) / Stride, Math.Min(result, image <= Offset ? 0 : ((image - 1 - Offset) / Stride) + 1));
}
