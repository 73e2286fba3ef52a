using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Float fully connected layer whose weights are shared: every weight is one of at most sixteen values.</summary>
/// <typeparam name="TShape">Shape of the layer.</typeparam>
/// <remarks>The AVX-512 path keeps four bits per weight in memory and looks the values up in a register: less memory traffic, and a lookup costs one
/// instruction. Other paths, where it costs more than it saves (AVX2: two permutes and a blend, 1.6 times slower than dense), and layers of several rows, which
/// use every weight more than once, expand the weights when the layer is built.</remarks>
public sealed unsafe class CodebookFullyConnectedFloat<TShape>
    where TShape : struct, IFullyConnectedShape
{
    private const int MostRowsDecoded = 3;
    private readonly FullyConnectedFloat<TShape>? _expanded;
    private readonly NativeBuffer<uint> _indices = new(0);
    private readonly NativeBuffer<float> _bias = new(0);
    private readonly NativeBuffer<float> _codebook = new(CodebookFloatPanels.Entries);
    private readonly float _minimum;
    private readonly float _maximum;

    /// <summary>Packs indices [Outputs, Inputs] into a codebook of 1 to 16 values, and bias [Outputs] (empty: none).</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape, or an index points past the codebook.</exception>
    public CodebookFullyConnectedFloat(ReadOnlySpan<byte> indices, ReadOnlySpan<float> codebook, ReadOnlySpan<float> bias, float minimum, float maximum)
        : this(indices, codebook, bias, minimum, maximum, Isa.Best)
    {
    }

    internal CodebookFullyConnectedFloat(
        ReadOnlySpan<byte> indices, ReadOnlySpan<float> codebook, ReadOnlySpan<float> bias, float minimum, float maximum, IsaLevel level)
    {
        Lengths.Exactly(TShape.Outputs * TShape.Inputs, indices.Length, nameof(indices));
        Lengths.ExactlyOrEmpty(TShape.Outputs, bias.Length, nameof(bias));
        Check(indices, codebook);
        if (FloatScalar.Narrow(level, TShape.Outputs) < IsaLevel.Avx512 || TShape.Rows > MostRowsDecoded)
        {
            _expanded = new FullyConnectedFloat<TShape>(Expand(indices, codebook), bias, minimum, maximum, level);
            return;
        }

        _minimum = minimum;
        _maximum = maximum;
        _indices = CodebookFloatPanels.Pack(indices, TShape.Outputs, TShape.Inputs);
        _bias = FloatPanels.PackBias(bias, 1, TShape.Outputs, CodebookFloatPanels.Outputs);
        codebook.CopyTo(_codebook.Span);
    }

    /// <summary>Computes [Rows, Outputs] from [Rows, Inputs].</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        if (_expanded is not null)
        {
            _expanded.Run(input, output);
            return;
        }

        Lengths.Exactly(TShape.Rows * TShape.Inputs, input.Length, nameof(input));
        Lengths.Exactly(TShape.Rows * TShape.Outputs, output.Length, nameof(output));
        fixed (float* inputs = input, outputs = output)
        {
            for (var row = 0; row < TShape.Rows; row++)
            {
                float* x = inputs + (row * TShape.Inputs), y = outputs + (row * TShape.Outputs);
                CodebookFloatRow.Run(x, _indices.Pointer, _codebook.Pointer, _bias.Pointer, y, TShape.Inputs, TShape.Outputs, _minimum, _maximum);
            }
        }

        GC.KeepAlive(this);
    }

    private static void Check(ReadOnlySpan<byte> indices, ReadOnlySpan<float> codebook)
    {
        if (codebook.Length is < 1 or > CodebookFloatPanels.Entries)
        {
            throw new ArgumentException($"The codebook has {codebook.Length} entries; it must have 1 to {CodebookFloatPanels.Entries}.", nameof(codebook));
        }

        if (indices.ContainsAnyExceptInRange((byte)0, (byte)(codebook.Length - 1)))
        {
            throw new ArgumentException("An index points past the end of the codebook.", nameof(indices));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Expand(ReadOnlySpan<byte> indices, ReadOnlySpan<float> codebook)
    {
        var weights = new float[indices.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = codebook[indices[i]];
        }

        return weights;
    }
}
