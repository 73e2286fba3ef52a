namespace Whittle.Runtime.Kernels;

/// <summary>Surrounds a tensor of any rank; negative pads crop it.</summary>
public static class Pad
{
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        ReadOnlySpan<int> shape,
        ReadOnlySpan<int> padsBefore,
        ReadOnlySpan<int> padsAfter,
        PadMode mode,
        T value)
        where T : unmanaged
    {
        Shapes.Check(shape, input.Length, nameof(shape));
        var rank = shape.Length;
        Arguments.Require(rank > 0, "At least one axis is needed.", nameof(shape));
        Arguments.Require(padsBefore.Length == rank && padsAfter.Length == rank, "There must be one entry per axis.", nameof(padsBefore));
        AxisCounters sizes = default;
        AxisCounters strides = default;
        for (var axis = 0; axis < rank; axis++)
        {
            sizes[axis] = checked(shape[axis] + padsBefore[axis] + padsAfter[axis]);
            Arguments.Require(mode == PadMode.Constant || shape[axis] > 0 || sizes[axis] == 0, "An empty axis has nothing to repeat.", nameof(shape));
        }

        var outputShape = ((ReadOnlySpan<int>)sizes)[..rank];
        Shapes.Check(outputShape, output.Length, nameof(output));
        if (output.IsEmpty)
        {
            return;
        }

        Shapes.Strides(shape, strides);
        var walker = new Walker(outputShape[..^1], ((ReadOnlySpan<int>)strides)[..(rank - 1)]);
        do
        {
            var row = output[..outputShape[^1]];
            var start = 0;
            for (var axis = 0; axis < rank - 1 && start >= 0; axis++)
            {
                var index = Source(walker[axis] - padsBefore[axis], shape[axis], mode);
                start = index < 0 ? -1 : start + (index * strides[axis]);
            }

            if (start < 0)
            {
                row.Fill(value);
            }
            else
            {
                PadRow(input.Slice(start, shape[^1]), row, padsBefore[^1], mode, value);
            }

            output = output[row.Length..];
        }
        while (walker.MoveNext());
    }

    private static void PadRow<T>(ReadOnlySpan<T> input, Span<T> row, int before, PadMode mode, T value)
        where T : unmanaged
    {
        // Where row and input overlap: from the first element that is not padding, as far as both reach.
        var first = Math.Clamp(before, 0, row.Length);
        var skipped = first - before;
        var middle = Math.Max(0, Math.Min(input.Length - skipped, row.Length - first));
        if (middle > 0)
        {
            input.Slice(skipped, middle).CopyTo(row[first..]);
        }

        for (var i = 0; i < row.Length; i++)
        {
            if (i == first)
            {
                i += middle;
                if (i >= row.Length)
                {
                    break;
                }
            }

            var index = Source(i - before, input.Length, mode);
            row[i] = index < 0 ? value : input[index];
        }
    }

    /// <summary>Index within the tensor that position <paramref name="index"/> shows, −1 for the constant.</summary>
    private static int Source(int index, int length, PadMode mode)
    {
        if ((uint)index < (uint)length)
        {
            return index;
        }

        switch (mode)
        {
            case PadMode.Edge:
                return index < 0 ? 0 : length - 1;
            case PadMode.Wrap:
                return ((index % length) + length) % length;
            case PadMode.Reflect:
                var period = Math.Max(1, 2 * (length - 1));
                var phase = ((index % period) + period) % period;
                return Math.Min(phase, period - phase) % length;
            default:
                return -1;
        }
    }
}
