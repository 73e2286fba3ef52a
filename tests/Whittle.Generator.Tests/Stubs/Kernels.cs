using System;

namespace Whittle.Runtime.Kernels
{
    public interface IFullyConnectedShape
    {
        static abstract int Rows { get; }

        static abstract int Inputs { get; }

        static abstract int Outputs { get; }
    }

    public interface IConvolutionShape
    {
        static abstract int Batch { get; }

        static abstract int InputHeight { get; }

        static abstract int InputWidth { get; }

        static abstract int Groups { get; }

        static abstract int ChannelsPerGroup { get; }

        static abstract int OutputChannels { get; }

        static abstract int KernelHeight { get; }

        static abstract int KernelWidth { get; }

        static abstract int StrideHeight { get; }

        static abstract int StrideWidth { get; }

        static abstract int DilationHeight { get; }

        static abstract int DilationWidth { get; }

        static abstract int OutputHeight { get; }

        static abstract int OutputWidth { get; }
    }

    // Output n is n + 1 times the sum of the inputs: enough to see that calls reach it with the right spans.
    public sealed class FullyConnectedFloat<TShape>(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum) where TShape : struct,
    IFullyConnectedShape
    {
        private readonly float _weight = weights[0];

        public float Minimum { get; } = minimum;

        public float Maximum { get; } = maximum + (bias.Length * 0);

        public void Run(ReadOnlySpan<float> input, Span<float> output)
        {
            var sum = 0f;
            foreach (var value in input[..TShape.Inputs])
            {
                sum += value * _weight;
            }

            for (var i = 0; i < TShape.Outputs; i++)
            {
                output[i] = (i + 1) * sum;
            }
        }
    }

    public sealed class CodebookFullyConnectedFloat<TShape>(
        ReadOnlySpan<byte> indices, ReadOnlySpan<float> codebook, ReadOnlySpan<float> bias, float minimum, float maximum)
        where TShape : struct, IFullyConnectedShape
    {
        public float All { get; } = indices.Length + codebook.Length + bias.Length + minimum + maximum;
    }

    public sealed class ConvolutionInt8<TShape>(
        ReadOnlySpan<sbyte> weights, ReadOnlySpan<int> bias, int inputZeroPoint, ReadOnlySpan<float> multipliers, int outputZeroPoint, int minimum, int maximum)
        where TShape : struct, IConvolutionShape
    {
        public int All { get; } = weights.Length + bias.Length + multipliers.Length + inputZeroPoint + outputZeroPoint + minimum + maximum;

        public void Run<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output) where TInput : struct where TOutput : struct
        {
        }
    }

    public interface IUnary
    {
    }

    public readonly struct LeakyRelu(float alpha) : IUnary
    {
        public float Alpha => alpha;
    }

    public readonly struct Add<T>;

    public readonly struct Multiply<T>;

    public readonly struct Less<T>;

    public readonly struct ReduceSum<T>;

    public enum PadMode
    {
        Constant,
        Edge,
    }

    public static class Unary
    {
        public static void Run<TOperator>(ReadOnlySpan<float> input, Span<float> output, TOperator operation) where TOperator : struct, IUnary =>
            input.CopyTo(output);
    }

    public static class Softmax
    {
        public static void Run(ReadOnlySpan<float> input, Span<float> output, int outer, int axisLength, int inner) => input.CopyTo(output);
    }

    public static class Transpose
    {
        public static void Run<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation) => input.CopyTo(output);
    }

    public static class QuantizeLinear
    {
        public static void Run<T>(ReadOnlySpan<float> input, Span<T> output, float scale, T zeroPoint) where T : struct
        {
        }
    }

    public static class DequantizeLinear
    {
        public static void Run<T>(ReadOnlySpan<T> input, Span<float> output, float scale, T zeroPoint) where T : struct => (output[0], output[1]) = (1f, 2f);
    }

    public static class PadImage
    {
        public static void Run<T>(
            ReadOnlySpan<T> input, Span<T> output, int batch, int height, int width, int channels, int top, int left, int bottom, int right, T value)
        {
        }
    }

    public static class GlobalMaxPool
    {
        public static void Run<T>(ReadOnlySpan<T> input, Span<T> output, int batch, int pixels, int channels)
        {
        }
    }

    public static class Binary
    {
        public static void Run<T, TOperator>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output, TOperator operation) where TOperator : struct
        {
        }

        public static void Run<T, TOperator>(ReadOnlySpan<T> left, T right, Span<T> output, TOperator operation) where TOperator : struct => output.Fill(right);

        public static void Run<T, TOperator>(
            ReadOnlySpan<T> left,
            ReadOnlySpan<T> right,
            Span<T> output,
            TOperator operation,
            ReadOnlySpan<int> outputShape,
            ReadOnlySpan<int> leftStrides,
            ReadOnlySpan<int> rightStrides)
            where TOperator : struct => left.CopyTo(output);
    }

    public static class Compare
    {
        public static void Run<T, TOperator>(ReadOnlySpan<T> left, T right, Span<bool> output, TOperator operation) where TOperator : struct =>
            output.Fill(true);
    }

    public static class ArgMax
    {
        public static void Run<T>(ReadOnlySpan<T> input, Span<long> output, int outer, int axisLength, int inner, bool selectLastIndex) =>
            output.Fill(input.Length);
    }

    public static class Gather
    {
        public static void Run<T, TIndex>(ReadOnlySpan<T> input, ReadOnlySpan<TIndex> indices, Span<T> output, int outer, int axisLength, int inner)
        {
        }
    }

    public static class Reduce
    {
        public static void Run<T, TReducer>(ReadOnlySpan<T> input, Span<T> output, TReducer reducer, ReadOnlySpan<int> shape, ReadOnlySpan<bool> reduced)
            where TReducer : struct
        {
        }
    }

    public static class Pad
    {
        public static void Run<T>(
            ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<int> shape, ReadOnlySpan<int> padsBefore, ReadOnlySpan<int> padsAfter, PadMode mode, T value)
        {
        }
    }
}
