using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Checks the arguments of <see cref="Binary"/> and <see cref="Compare"/> and hands runs of elements to the innermost loop.</summary>
internal static class BinaryDriver
{
    internal static void Equal<TFrom, TTo, TRun>(ReadOnlySpan<TFrom> left, ReadOnlySpan<TFrom> right, Span<TTo> output, TRun run)
        where TRun : struct, IBinaryRun<TFrom, TTo>
    {
        Arguments.SameLength(left.Length, right.Length, nameof(right));
        Arguments.SameLength(left.Length, output.Length, nameof(output));
        run.Invoke(in MemoryMarshal.GetReference(left), 1, in MemoryMarshal.GetReference(right), 1, ref MemoryMarshal.GetReference(output), output.Length);
    }

    internal static void ScalarRight<TFrom, TTo, TRun>(ReadOnlySpan<TFrom> left, TFrom right, Span<TTo> output, TRun run)
        where TRun : struct, IBinaryRun<TFrom, TTo>
    {
        Arguments.SameLength(left.Length, output.Length, nameof(output));
        run.Invoke(in MemoryMarshal.GetReference(left), 1, in right, 0, ref MemoryMarshal.GetReference(output), output.Length);
    }

    internal static void ScalarLeft<TFrom, TTo, TRun>(TFrom left, ReadOnlySpan<TFrom> right, Span<TTo> output, TRun run)
        where TRun : struct, IBinaryRun<TFrom, TTo>
    {
        Arguments.SameLength(right.Length, output.Length, nameof(output));
        run.Invoke(in left, 0, in MemoryMarshal.GetReference(right), 1, ref MemoryMarshal.GetReference(output), output.Length);
    }

    internal static void Broadcast<TFrom, TTo, TRun>(
        ReadOnlySpan<TFrom> left,
        ReadOnlySpan<TFrom> right,
        Span<TTo> output,
        TRun run,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> leftStrides,
        ReadOnlySpan<int> rightStrides)
        where TRun : struct, IBinaryRun<TFrom, TTo>
    {
        Arguments.Require(outputShape.Length > 0, "At least one axis is needed.", nameof(outputShape));
        Shapes.Check(outputShape, output.Length, nameof(outputShape));
        if (output.IsEmpty)
        {
            return;
        }

        Shapes.CheckStrides(outputShape, leftStrides, 0, left.Length, nameof(leftStrides));
        Shapes.CheckStrides(outputShape, rightStrides, 0, right.Length, nameof(rightStrides));
        var inner = outputShape[^1];
        var walker = new Walker(outputShape[..^1], leftStrides[..^1], rightStrides[..^1], rightStrides[..^1]);
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        ref var c = ref MemoryMarshal.GetReference(output);
        var position = 0;
        do
        {
            run.Invoke(
                in Unsafe.Add(ref a, walker.First),
                leftStrides[^1],
                in Unsafe.Add(ref b, walker.Second),
                rightStrides[^1],
                ref Unsafe.Add(ref c, position),
                inner);
            position += inner;
        }
        while (walker.MoveNext());
    }
}
