using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Applies an operator to every element. Input and output may be the same span.</summary>
public static class Unary
{
    /// <summary>Scalar loop, for any element type.</summary>
    public static void Run<T, TOperator>(ReadOnlySpan<T> input, Span<T> output, TOperator operation)
        where TOperator : struct, IUnaryOperator<T, T>
    {
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = operation.Invoke(input[i]);
        }
    }

    /// <summary>Floats, at the widest vector of this machine.</summary>
    public static void Run<TOperator>(ReadOnlySpan<float> input, Span<float> output, TOperator operation)
        where TOperator : struct, IFloatUnaryOperator, IUnaryOperator<float, float> => Run(input, output, operation, Isa.Best);

    internal static void Run<TOperator>(ReadOnlySpan<float> input, Span<float> output, TOperator operation, IsaLevel isa)
        where TOperator : struct, IFloatUnaryOperator, IUnaryOperator<float, float>
    {
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        switch (isa)
        {
            case IsaLevel.Scalar:
                Run<float, TOperator>(input, output, operation);
                break;
            case IsaLevel.Vector128:
                RunLanes<FloatLanes128, TOperator>(input, output, operation);
                break;
            case IsaLevel.Avx2:
                RunLanes<FloatLanes256, TOperator>(input, output, operation);
                break;
            default:
                RunLanes<FloatLanes512, TOperator>(input, output, operation);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunLanes<TLanes, TOperator>(ReadOnlySpan<float> input, Span<float> output, TOperator operation)
        where TLanes : struct, IFloatLanes<TLanes>
        where TOperator : struct, IFloatUnaryOperator
    {
        ref var source = ref MemoryMarshal.GetReference(input);
        ref var destination = ref MemoryMarshal.GetReference(output);
        var length = (nuint)input.Length;
        var count = (nuint)TLanes.Count;
        nuint i = 0;
        for (; i + count <= length; i += count)
        {
            TLanes.Store(operation.Invoke(TLanes.Load(in source, i)), ref destination, i);
        }

        // The rest passes through a buffer on the stack, so that a value's result never depends on its place.
        if (i < length)
        {
            LaneBuffer buffer = default;
            Span<float> rest = buffer;
            input[(int)i..].CopyTo(rest);
            TLanes.Store(operation.Invoke(TLanes.Load(in rest[0], 0)), ref rest[0], 0);
            rest[..(int)(length - i)].CopyTo(output[(int)i..]);
        }
    }
}
