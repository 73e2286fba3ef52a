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
        if (input.Length < TLanes.Count)
        {
            RunShort<TLanes, TOperator>(input, output, operation);
            return;
        }

        ref var source = ref MemoryMarshal.GetReference(input);
        ref var destination = ref MemoryMarshal.GetReference(output);
        var count = (nuint)TLanes.Count;
        var end = (nuint)input.Length - count;

        // The last vector overlaps the one before. It is read first, as in place the loop would overwrite its inputs.
        var last = TLanes.Load(in source, end);
        for (nuint i = 0; i < end; i += count)
        {
            TLanes.Store(operation.Invoke(TLanes.Load(in source, i)), ref destination, i);
        }

        TLanes.Store(operation.Invoke(last), ref destination, end);
    }

    /// <summary>Fewer elements than lanes: a narrower vector, and below four a buffer on the stack. Every width gives the same bits, so a result never
    /// depends on its place.</summary>
    private static void RunShort<TLanes, TOperator>(ReadOnlySpan<float> input, Span<float> output, TOperator operation)
        where TLanes : struct, IFloatLanes<TLanes>
        where TOperator : struct, IFloatUnaryOperator
    {
        if (TLanes.Count == 16)
        {
            RunLanes<FloatLanes256, TOperator>(input, output, operation);
        }
        else if (TLanes.Count == 8)
        {
            RunLanes<FloatLanes128, TOperator>(input, output, operation);
        }
        else
        {
            LaneBuffer buffer = default;
            Span<float> few = buffer;
            input.CopyTo(few);
            RunLanes<TLanes, TOperator>(few[..TLanes.Count], few[..TLanes.Count], operation);
            few[..input.Length].CopyTo(output);
        }
    }
}
