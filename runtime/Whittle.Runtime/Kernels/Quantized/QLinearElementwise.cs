using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>What an element-wise operator does to two raw 8-bit numbers, before rounding and saturation.</summary>
internal interface IQLinearOperator
{
    float Apply(float left, float right);

    TVector Apply<TLanes, TVector>(TVector left, TVector right)
        where TLanes : struct, ILanes<TVector>;
}

/// <summary>The loops of QLinearAdd and QLinearMul: same shape, one operand a single element, or strides per dimension.</summary>
internal static class QLinearElementwise
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TOperator, T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output, TOperator operation, IsaLevel isa)
        where TOperator : struct, IQLinearOperator
        where T : unmanaged
    {
        Element8.Check<T>();
        if (left.Length != 1)
        {
            Element8.CheckLength(left.Length, output.Length, nameof(left));
        }

        if (right.Length != 1)
        {
            Element8.CheckLength(right.Length, output.Length, nameof(right));
        }

        // Each width does its whole blocks and leaves the rest to the next narrower one.
        var done = 0;
        if (isa >= IsaLevel.Avx512 && output.Length - done >= Lanes512.Count)
        {
            done = Blocks<Lanes512, Vector512<float>, TOperator, T>(left, right, output, operation, done);
        }

        if (isa >= IsaLevel.Avx2 && output.Length - done >= Lanes256.Count)
        {
            done = Blocks<Lanes256, Vector256<float>, TOperator, T>(left, right, output, operation, done);
        }

        if (isa >= IsaLevel.Vector128 && output.Length - done >= Lanes128.Count)
        {
            done = Blocks<Lanes128, Vector128<float>, TOperator, T>(left, right, output, operation, done);
        }

        if (done < output.Length)
        {
            Scalar(left, right, output, operation, done);
        }
    }

    /// <summary>Walks the output's rows; a stride is 0 where an operand is broadcast. The last dimension's strides must be 0 or 1.</summary>
    public static void RunBroadcast<TOperator, T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        Span<T> output,
        ReadOnlySpan<int> shape,
        ReadOnlySpan<int> leftStrides,
        ReadOnlySpan<int> rightStrides,
        TOperator operation,
        IsaLevel isa)
        where TOperator : struct, IQLinearOperator
        where T : unmanaged
    {
        Element8.CheckLength(leftStrides.Length, shape.Length, nameof(leftStrides));
        Element8.CheckLength(rightStrides.Length, shape.Length, nameof(rightStrides));
        var length = 1;
        foreach (var extent in shape)
        {
            length *= extent;
        }

        Element8.CheckLength(output.Length, length, nameof(output));
        Span<int> index = stackalloc int[shape.Length];
        index.Clear();
        var row = shape[^1];
        var leftRow = leftStrides[^1] == 0 ? 1 : row;
        var rightRow = rightStrides[^1] == 0 ? 1 : row;
        for (int start = 0, leftStart = 0, rightStart = 0; start < output.Length; start += row)
        {
            Run(left.Slice(leftStart, leftRow), right.Slice(rightStart, rightRow), output.Slice(start, row), operation, isa);
            // The odometer's next position, without the last dimension.
            for (var d = shape.Length - 2; d >= 0; d--)
            {
                leftStart += leftStrides[d];
                rightStart += rightStrides[d];
                if (++index[d] < shape[d])
                {
                    break;
                }

                leftStart -= leftStrides[d] * shape[d];
                rightStart -= rightStrides[d] * shape[d];
                index[d] = 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar<TOperator, T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output, TOperator operation, int start)
        where TOperator : struct, IQLinearOperator
        where T : unmanaged
    {
        for (var i = start; i < output.Length; i++)
        {
            float a = Element8.ToInt32(left[left.Length == 1 ? 0 : i]);
            float b = Element8.ToInt32(right[right.Length == 1 ? 0 : i]);
            output[i] = Element8.Saturate<T>(Element8.Round(operation.Apply(a, b)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks<TLanes, TVector, TOperator, T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output, TOperator operation, int start)
        where TLanes : struct, ILanes<TVector>
        where TOperator : struct, IQLinearOperator
        where T : unmanaged
    {
        if (output.Length - start < TLanes.Count)
        {
            return start;
        }

        ref var lefts = ref MemoryMarshal.GetReference(left);
        ref var rights = ref MemoryMarshal.GetReference(right);
        ref var destination = ref MemoryMarshal.GetReference(output);
        var leftVaries = left.Length != 1;
        var rightVaries = right.Length != 1;
        var a = TLanes.Broadcast(Element8.ToInt32(lefts));
        var b = TLanes.Broadcast(Element8.ToInt32(rights));
        var i = start;
        var stride = TLanes.Count;
        for (; leftVaries && rightVaries && i <= output.Length - (4 * stride); i += 4 * stride)
        {
            ref var l = ref Unsafe.Add(ref lefts, i);
            ref var r = ref Unsafe.Add(ref rights, i);
            TLanes.StoreFour(
                operation.Apply<TLanes, TVector>(TLanes.Load(ref l), TLanes.Load(ref r)),
                operation.Apply<TLanes, TVector>(TLanes.Load(ref Unsafe.Add(ref l, stride)), TLanes.Load(ref Unsafe.Add(ref r, stride))),
                operation.Apply<TLanes, TVector>(TLanes.Load(ref Unsafe.Add(ref l, 2 * stride)), TLanes.Load(ref Unsafe.Add(ref r, 2 * stride))),
                operation.Apply<TLanes, TVector>(TLanes.Load(ref Unsafe.Add(ref l, 3 * stride)), TLanes.Load(ref Unsafe.Add(ref r, 3 * stride))),
                ref Unsafe.Add(ref destination, i));
        }

        for (; i <= output.Length - TLanes.Count; i += TLanes.Count)
        {
            a = leftVaries ? TLanes.Load(ref Unsafe.Add(ref lefts, i)) : a;
            b = rightVaries ? TLanes.Load(ref Unsafe.Add(ref rights, i)) : b;
            TLanes.Store(operation.Apply<TLanes, TVector>(a, b), zeroPoint: 0, ref Unsafe.Add(ref destination, i));
        }

        return i;
    }
}
