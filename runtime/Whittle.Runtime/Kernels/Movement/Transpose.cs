using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Permutes the axes of a tensor: output axis i is input axis permutation[i].</summary>
public static class Transpose
{
    public static void Run<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation)
        where T : unmanaged => Run(input, output, shape, permutation, Isa.Best);

    internal static void Run<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation, IsaLevel isa)
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
            RunPlanes(input, output, outputShape, inputStrides, isa);
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

    /// <summary>The output's last axis and the one that is dense in the input span planes; each is turned in blocks, the other axes are walked.</summary>
    private static void RunPlanes<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> outputShape, ReadOnlySpan<int> inputStrides, IsaLevel isa)
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
            PlaneTurn.Run(ref from, ref to, outputShape[dense], outputShape[^1], inputStrides[^1], outputStrides[dense], isa);
        }
        while (walker.MoveNext());
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
