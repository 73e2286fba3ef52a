using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Kernels.Lanes;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Float fully connected layer for weights that are mostly zero.</summary>
/// <typeparam name="TShape">Shape of the layer.</typeparam>
/// <remarks>
/// The vector paths gather one input per output from a window of inputs: <c>vpermi2ps</c> over two windows of 16 floats with AVX-512 (<see cref="SparseFloatChain"/>),
/// <c>vpermps</c> over 8 with AVX2. The other paths take the non-zeros of an output one by one, which is that format with one lane and a window of one input.
/// Zero weights are not multiplied, so an infinite input does not make NaN of every output as it would in a dense layer; it may do so in some.
/// </remarks>
public sealed unsafe class SparseFullyConnectedFloat<TShape>
    where TShape : struct, IFullyConnectedShape
{
    private const int LongestWindow = 16;
    private const int LongestCopy = 4096;
    private const int CacheLine = 64;
    private readonly IsaLevel _level;
    private readonly int _window;
    private readonly int[]? _order;
    private readonly int[] _counts;
    private readonly NativeBuffer<int> _offsets = new(0);
    private readonly NativeBuffer<byte> _indices = new(0);
    private readonly NativeBuffer<float> _values = new(0);
    private readonly NativeBuffer<ushort> _windows = new(0);
    private readonly NativeBuffer<uint> _words = new(0);
    private readonly NativeBuffer<float> _bias;
    private readonly float _minimum;
    private readonly float _maximum;

    /// <summary>Packs weights [Outputs, Inputs] and bias [Outputs] (empty: none).</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public SparseFullyConnectedFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum)
        : this(weights, bias, minimum, maximum, Isa.Best)
    {
    }

    internal SparseFullyConnectedFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, float minimum, float maximum, IsaLevel level)
    {
        Lengths.Exactly(TShape.Outputs * TShape.Inputs, weights.Length, nameof(weights));
        Lengths.ExactlyOrEmpty(TShape.Outputs, bias.Length, nameof(bias));
        _minimum = minimum;
        _maximum = maximum;
        _level = level < IsaLevel.Avx2 ? IsaLevel.Scalar : TShape.Inputs > SparseFloatChain.MostInputs ? IsaLevel.Avx2 : level;
        (var lanes, _window) = _level switch
        {
            IsaLevel.Avx512 => (SparseFloatBlock.Lanes, SparseFloatBlock.Window),
            IsaLevel.Avx2 => (8, 8),
            _ => (1, 1),
        };
        int[] order;
        if (_level == IsaLevel.Avx512)
        {
            var chain = SparseFloatChain.Pack(weights, TShape.Outputs, TShape.Inputs);
            (order, _counts, _windows, _words) = (chain.Order, chain.Groups, chain.Offsets, chain.Words);
        }
        else
        {
            var steps = new SparseFloatSteps(weights, TShape.Outputs, TShape.Inputs, lanes, _window);
            (order, _counts, _offsets, _indices, _values) = (steps.Order, steps.Steps, Copy(steps.Offsets), Copy(steps.Indices), Copy(steps.Values));
        }

        _bias = new NativeBuffer<float>(_counts.Length * lanes);
        for (var lane = 0; lane < order.Length && !bias.IsEmpty; lane++)
        {
            _bias.Span[lane] = bias[order[lane]];
        }

        _order = _level == IsaLevel.Avx512 && order.AsSpan().SequenceEqual([.. Enumerable.Range(0, order.Length)]) ? null : order;
    }

    private static int RoomForCopy => TShape.Inputs > LongestCopy ? 0 : Math.Max(TShape.Inputs, LongestWindow);

    /// <summary>Computes [Rows, Outputs] from [Rows, Inputs].</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    [SkipLocalsInit]
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        Lengths.Exactly(TShape.Rows * TShape.Inputs, input.Length, nameof(input));
        Lengths.Exactly(TShape.Rows * TShape.Outputs, output.Length, nameof(output));
        var space = stackalloc byte[(RoomForCopy * sizeof(float)) + CacheLine];
        var copy = (float*)(((nint)space + CacheLine - 1) & -CacheLine);
        fixed (float* x = input, y = output)
        {
            for (var row = 0; row < TShape.Rows; row++)
            {
                RunRow(Prepare(x + ((long)row * TShape.Inputs), copy), y + ((long)row * TShape.Outputs));
            }
        }

        GC.KeepAlive(this);
    }

    // A window of an input that does not begin at a cache line crosses one: copying it first costs a third of what that does (AVX-512, 784 inputs).
    // Fewer inputs than a window are copied to where a whole window may be read.
    private float* Prepare(float* row, float* copy)
    {
        if (TShape.Inputs >= _window && (_level < IsaLevel.Avx512 || TShape.Inputs > LongestCopy || (nint)row % CacheLine == 0))
        {
            return row;
        }

        new ReadOnlySpan<float>(row, TShape.Inputs).CopyTo(new Span<float>(copy, RoomForCopy));
        new Span<float>(copy + TShape.Inputs, RoomForCopy - TShape.Inputs).Clear();
        return copy;
    }

    private static NativeBuffer<T> Copy<T>(ReadOnlySpan<T> source)
        where T : unmanaged
    {
        var copy = new NativeBuffer<T>(source.Length);
        source.CopyTo(copy.Span);
        return copy;
    }

    private void RunRow(float* input, float* output)
    {
        fixed (int* order = _order, counts = _counts)
        {
            switch (_level)
            {
                case IsaLevel.Avx512:
                    SparseFloatChainRow.Run(
                        input, output, TShape.Outputs, _words.Pointer, _windows.Pointer, counts, _bias.Pointer, order, _minimum, _maximum);
                    break;
                case IsaLevel.Avx2: Run256(input, output, order, counts); break;
                default: RunScalar(input, output, order, counts); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunScalar(float* x, float* y, int* order, int* steps)
    {
        var offset = _offsets.Pointer;
        var value = _values.Pointer;
        for (var o = 0; o < TShape.Outputs; o++)
        {
            float even = _bias.Pointer[o], odd = 0;
            for (var step = steps[o]; step > 0; step -= 2, offset += 2, value += 2)
            {
                even += x[offset[0]] * value[0];
                odd += x[offset[1]] * value[1];
            }

            y[order[o]] = FloatScalar.Clamp(even + odd, _minimum, _maximum);
        }
    }

    // Lane l of a step: input x[offset + index[l]], for the output order[8 * block + l].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run256(float* x, float* y, int* order, int* steps)
    {
        var offset = _offsets.Pointer;
        var index = _indices.Pointer;
        var value = _values.Pointer;
        var done = stackalloc float[8];
        for (var first = 0; first < TShape.Outputs; first += 8)
        {
            Vector256<float> even = Vector256.Load(_bias.Pointer + first), odd = default;
            for (var step = *steps++; step > 0; step -= 2, offset += 2, index += 16, value += 16)
            {
                var a = Avx2.PermuteVar8x32(Vector256.Load(x + offset[0]), Avx2.ConvertToVector256Int32(index));
                even = Fma.MultiplyAdd(a, Vector256.Load(value), even);
                var b = Avx2.PermuteVar8x32(Vector256.Load(x + offset[1]), Avx2.ConvertToVector256Int32(index + 8));
                odd = Fma.MultiplyAdd(b, Vector256.Load(value + 8), odd);
            }

            TileLanes256.Clamp(even + odd, Vector256.Create(_minimum), Vector256.Create(_maximum)).Store(done);
            Scatter(done, y, order + first, Math.Min(8, TShape.Outputs - first));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scatter(float* done, float* output, int* order, int count)
    {
        for (var lane = 0; lane < count; lane++)
        {
            output[order[lane]] = done[lane];
        }
    }
}
