using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>All taps of a kernel over all rows of one image and one result, any number of axes: what a convolution and its transposition share. The
/// last axis is done in whole rows by <see cref="TapRow"/>.</summary>
internal readonly ref struct TapRows
{
    private readonly ReadOnlySpan<int> _image;
    private readonly ReadOnlySpan<int> _result;
    private readonly ReadOnlySpan<int> _kernel;
    private readonly ReadOnlySpan<int> _strides;
    private readonly ReadOnlySpan<int> _dilations;
    private readonly ReadOnlySpan<int> _pads;

    internal TapRows(
        ReadOnlySpan<int> image, ReadOnlySpan<int> result, ReadOnlySpan<int> kernel, ReadOnlySpan<int> strides, ReadOnlySpan<int> dilations, ReadOnlySpan<int> padsBefore)
    {
        Shapes.CheckRank(image, nameof(image));
        var rank = image.Length;
        var fits = rank > 0 && result.Length == rank && kernel.Length == rank && strides.Length == rank && dilations.Length == rank && padsBefore.Length == rank;
        Arguments.Require(fits, "There must be one entry per axis.", nameof(kernel));
        _image = image;
        _result = result;
        _kernel = kernel;
        _strides = strides;
        _dilations = dilations;
        _pads = padsBefore;
    }

    /// <summary>result += kernel over image.</summary>
    internal void Gather<T>(ReadOnlySpan<T> image, ReadOnlySpan<T> factors, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        AxisCounters tap = default;
        foreach (var factor in factors)
        {
            AxisCounters position = default;
            var row = Row(tap);
            for (var start = 0; start < result.Length; start += _result[^1])
            {
                if (RowOf(tap, position) is >= 0 and var from)
                {
                    row.Gather(image.Slice(from, _image[^1]), factor, result.Slice(start, _result[^1]));
                }

                Advance(ref position, _result[..^1]);
            }

            Advance(ref tap, _kernel);
        }
    }

    /// <summary>image += kernel times result.</summary>
    internal void Scatter<T>(Span<T> image, ReadOnlySpan<T> factors, ReadOnlySpan<T> result)
        where T : unmanaged, INumber<T>
    {
        AxisCounters tap = default;
        foreach (var factor in factors)
        {
            AxisCounters position = default;
            var row = Row(tap);
            for (var start = 0; start < result.Length; start += _result[^1])
            {
                if (RowOf(tap, position) is >= 0 and var to)
                {
                    row.Scatter(image.Slice(to, _image[^1]), factor, result.Slice(start, _result[^1]));
                }

                Advance(ref position, _result[..^1]);
            }

            Advance(ref tap, _kernel);
        }
    }

    private TapRow Row(in AxisCounters tap) => new(_strides[^1], (tap[_kernel.Length - 1] * _dilations[^1]) - _pads[^1]);

    /// <summary>Where the image's row starts that meets a row of the result; −1 outside of the image.</summary>
    private int RowOf(in AxisCounters tap, in AxisCounters position)
    {
        var start = 0;
        for (var axis = 0; axis < _image.Length - 1; axis++)
        {
            var index = (position[axis] * _strides[axis]) + (tap[axis] * _dilations[axis]) - _pads[axis];
            if ((uint)index >= (uint)_image[axis])
            {
                return -1;
            }

            start = (start * _image[axis]) + index;
        }

        return start * _image[^1];
    }

    private static void Advance(ref AxisCounters position, ReadOnlySpan<int> shape)
    {
        for (var axis = shape.Length - 1; axis >= 0 && ++position[axis] == shape[axis]; axis--)
        {
            position[axis] = 0;
        }
    }
}
