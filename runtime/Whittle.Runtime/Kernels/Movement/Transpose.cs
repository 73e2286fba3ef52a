using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Permutes the axes of a tensor: output axis i is input axis permutation[i].</summary>
public static class Transpose
{
    /// <summary>Side of the square that is turned at once: its rows and its columns both stay in the first-level cache.</summary>
    private const int Block = 16;

    public static void Run<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation)
        where T : unmanaged
    {
        Shapes.Check(shape, input.Length, nameof(shape));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        CheckPermutation(permutation, shape.Length);
        if (output.IsEmpty)
        {
            return;
        }

        AxisCounters sizes = default;
        AxisCounters strides = default;
        var rank = Collapse(shape, permutation, sizes, strides);
        var outputShape = ((ReadOnlySpan<int>)sizes)[..rank];
        var inputStrides = ((ReadOnlySpan<int>)strides)[..rank];
        if (rank == 0 || inputStrides[^1] == 1)
        {
            StridedCopy.Run(input, output, 0, outputShape, inputStrides);
        }
        else
        {
            RunPlanes(input, output, outputShape, inputStrides);
        }
    }

    /// <summary>Shape and input strides of the output, without axes of length 1 and with axes joined that stay neighbours. Returns their number.</summary>
    private static int Collapse(ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation, Span<int> sizes, Span<int> strides)
    {
        AxisCounters all = default;
        Shapes.Strides(shape, all);
        var rank = 0;
        foreach (var axis in permutation)
        {
            if (shape[axis] == 1)
            {
                continue;
            }

            if (rank > 0 && strides[rank - 1] == all[axis] * shape[axis])
            {
                sizes[rank - 1] *= shape[axis];
                strides[rank - 1] = all[axis];
                continue;
            }

            sizes[rank] = shape[axis];
            strides[rank++] = all[axis];
        }

        return rank;
    }

    /// <summary>The output's last axis and the one that is dense in the input span planes; each is turned in squares, the other axes are walked.</summary>
    private static void RunPlanes<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> outputShape, ReadOnlySpan<int> inputStrides)
        where T : unmanaged
    {
        AxisCounters outputStrides = default;
        Shapes.Strides(outputShape, outputStrides);
        var dense = inputStrides.IndexOf(1);
        AxisCounters walkedShape = default;
        AxisCounters walkedInput = default;
        AxisCounters walkedOutput = default;
        var walked = 0;
        for (var axis = 0; axis < outputShape.Length - 1; axis++)
        {
            if (axis != dense)
            {
                walkedShape[walked] = outputShape[axis];
                walkedInput[walked] = inputStrides[axis];
                walkedOutput[walked++] = outputStrides[axis];
            }
        }

        var fromStrides = ((ReadOnlySpan<int>)walkedInput)[..walked];
        var toStrides = ((ReadOnlySpan<int>)walkedOutput)[..walked];
        var walker = new Walker(((ReadOnlySpan<int>)walkedShape)[..walked], fromStrides, toStrides, toStrides);
        ref var source = ref MemoryMarshal.GetReference(input);
        ref var destination = ref MemoryMarshal.GetReference(output);
        do
        {
            ref var from = ref Unsafe.Add(ref source, walker.First);
            ref var to = ref Unsafe.Add(ref destination, walker.Second);
            if (outputShape[^1] == 3)
            {
                TurnThree(ref from, ref to, outputShape[dense], inputStrides[^1], outputStrides[dense]);
            }
            else if (Unsafe.SizeOf<T>() == 1 && BitConverter.IsLittleEndian)
            {
                TurnBytes(ref Unsafe.As<T, byte>(ref from), ref Unsafe.As<T, byte>(ref to), outputShape[dense], outputShape[^1], inputStrides[^1], outputStrides[dense]);
            }
            else
            {
                TurnPlane(ref from, ref to, outputShape[dense], outputShape[^1], inputStrides[^1], outputStrides[dense]);
            }
        }
        while (walker.MoveNext());
    }

    /// <summary>destination[r · destinationStride + c] = source[c · sourceStride + r].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnPlane<T>(ref T source, ref T destination, int rows, int columns, int sourceStride, int destinationStride)
    {
        for (var top = 0; top < rows; top += Block)
        {
            var bottom = Math.Min(top + Block, rows);
            for (var left = 0; left < columns; left += Block)
            {
                var right = Math.Min(left + Block, columns);
                for (var row = top; row < bottom; row++)
                {
                    ref var line = ref Unsafe.Add(ref destination, row * destinationStride);
                    for (var column = left; column < right; column++)
                    {
                        Unsafe.Add(ref line, column) = Unsafe.Add(ref source, (column * sourceStride) + row);
                    }
                }
            }
        }
    }

    /// <summary>Three planes into triples: colour images on their way to channels-last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnThree<T>(ref T source, ref T destination, int rows, int sourceStride, int destinationStride)
    {
        ref var second = ref Unsafe.Add(ref source, sourceStride);
        ref var third = ref Unsafe.Add(ref second, sourceStride);
        var done = Unsafe.SizeOf<T>() == 1 && destinationStride == 3 && Isa.Best >= IsaLevel.Avx512
            ? ByteTriples.Interleave(ref Unsafe.As<T, byte>(ref source), ref Unsafe.As<T, byte>(ref second), ref Unsafe.As<T, byte>(ref third), ref Unsafe.As<T, byte>(ref destination), rows)
            : 0;
        for (var row = done; row < rows; row++)
        {
            ref var triple = ref Unsafe.Add(ref destination, row * destinationStride);
            triple = Unsafe.Add(ref source, row);
            Unsafe.Add(ref triple, 1) = Unsafe.Add(ref second, row);
            Unsafe.Add(ref triple, 2) = Unsafe.Add(ref third, row);
        }
    }

    /// <summary>As <see cref="TurnPlane"/>, in squares of 8 × 8 bytes; the edges that no square covers go one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnBytes(ref byte source, ref byte destination, int rows, int columns, int sourceStride, int destinationStride)
    {
        var squareRows = rows - (rows % ByteSquare.Side);
        var squareColumns = columns - (columns % ByteSquare.Side);
        for (var row = 0; row < squareRows; row += ByteSquare.Side)
        {
            for (var column = 0; column < squareColumns; column += ByteSquare.Side)
            {
                ByteSquare.Turn(
                    ref Unsafe.Add(ref source, (column * sourceStride) + row),
                    sourceStride,
                    ref Unsafe.Add(ref destination, (row * destinationStride) + column),
                    destinationStride);
            }
        }

        if (squareColumns < columns)
        {
            TurnPlane(
                ref Unsafe.Add(ref source, squareColumns * sourceStride),
                ref Unsafe.Add(ref destination, squareColumns),
                squareRows,
                columns - squareColumns,
                sourceStride,
                destinationStride);
        }

        if (squareRows < rows)
        {
            TurnPlane(
                ref Unsafe.Add(ref source, squareRows),
                ref Unsafe.Add(ref destination, squareRows * destinationStride),
                rows - squareRows,
                columns,
                sourceStride,
                destinationStride);
        }
    }

    private static void CheckPermutation(ReadOnlySpan<int> permutation, int rank)
    {
        Arguments.Require(permutation.Length == rank, "There must be one entry per axis.", nameof(permutation));
        var seen = 0;
        foreach (var axis in permutation)
        {
            Arguments.Require((uint)axis < (uint)rank, "There is no such axis.", nameof(permutation));
            seen |= 1 << axis;
        }

        Arguments.Require(seen == (1 << rank) - 1, "Every axis must occur once.", nameof(permutation));
    }
}
