using System.Numerics;
using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Binary weights times the signs of the inputs: per output magnitude · Σ ±1 · sign(input) + bias, limited to [minimum, maximum].</summary>
/// <typeparam name="TShape">Shape of the layer.</typeparam>
/// <remarks>
/// XNOR-Net (Rastegari et al., 2016). A sign is a bit; of 64 products at once, the negative ones are the set bits of an exclusive or, and the sum of all is
/// their number less twice that of the negative ones. Sums are exact. NaN has no sign and makes NaN of its row, as Sign does; as x ≥ 0 it is negative.
/// </remarks>
public sealed unsafe class SignFullyConnectedFloat<TShape>
    where TShape : struct, IFullyConnectedShape
{
    private const int LargestStackWords = 512;
    private readonly SignWeights _weights;
    private readonly NativeBuffer<float> _magnitudes;
    private readonly NativeBuffer<float> _bias;
    private readonly bool _zeroIsPositive;
    private readonly float _minimum;
    private readonly float _maximum;
    private readonly IsaLevel _level;

    /// <summary>Packs weights [Outputs, Inputs], ± one magnitude within an output, and bias [Outputs] (empty: none).</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="zeroIsPositive">Whether an input of 0 counts 1; otherwise it counts 0.</param>
    /// <param name="minimum">Lower limit of the results.</param>
    /// <param name="maximum">Upper limit of the results.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or an output has weights of several magnitudes.</exception>
    public SignFullyConnectedFloat(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, bool zeroIsPositive, float minimum, float maximum)
        : this(weights, bias, zeroIsPositive, minimum, maximum, Isa.Best)
    {
    }

    internal SignFullyConnectedFloat(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, bool zeroIsPositive, float minimum, float maximum, IsaLevel level)
    {
        Lengths.Exactly(TShape.Outputs * TShape.Inputs, weights.Length, nameof(weights));
        Lengths.ExactlyOrEmpty(TShape.Outputs, bias.Length, nameof(bias));
        (_zeroIsPositive, _minimum, _maximum, _level) = (zeroIsPositive, minimum, maximum, level);
        _weights = new SignWeights(weights, TShape.Outputs, TShape.Inputs);
        _magnitudes = new NativeBuffer<float>(TShape.Outputs);
        _bias = new NativeBuffer<float>(TShape.Outputs);
        bias.CopyTo(_bias.Span);
        for (var o = 0; o < TShape.Outputs; o++)
        {
            _magnitudes.Span[o] = MathF.Abs(weights[o * TShape.Inputs]);
        }
    }

    /// <summary>Computes [Rows, Outputs] from [Rows, Inputs].</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    [SkipLocalsInit]
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        Lengths.Exactly(TShape.Rows * TShape.Inputs, input.Length, nameof(input));
        Lengths.Exactly(TShape.Rows * TShape.Outputs, output.Length, nameof(output));
        var words = _weights.Words;
        var rented = 2 * words > LargestStackWords ? System.Buffers.ArrayPool<ulong>.Shared.Rent(2 * words) : null;
        Span<ulong> scratch = rented ?? stackalloc ulong[LargestStackWords];
        fixed (ulong* negative = scratch)
        {
            for (var row = 0; row < TShape.Rows; row++)
            {
                var x = input.Slice(row * TShape.Inputs, TShape.Inputs);
                var y = output.Slice(row * TShape.Outputs, TShape.Outputs);
                Row(x, negative, negative + words, y);
            }
        }

        if (rented is not null)
        {
            System.Buffers.ArrayPool<ulong>.Shared.Return(rented);
        }

        GC.KeepAlive(this);
    }

    private void Row(ReadOnlySpan<float> x, ulong* negative, ulong* there, Span<float> y)
    {
        if (!SignBits.Pack(x, _zeroIsPositive, negative, there, _level))
        {
            y.Fill(float.NaN);
            return;
        }

        var count = 0;
        for (var word = 0; word < _weights.Words; word++)
        {
            count += BitOperations.PopCount(there[word]);
        }

        var sums = stackalloc long[SignWeights.Lanes];
        fixed (float* results = y)
        {
            for (var block = 0; block < _weights.Blocks; block++)
            {
                SignTile.Differences(_weights.Block(block), negative, there, _weights.Words, sums, _level);
                var first = block * SignWeights.Lanes;
                for (var lane = 0; lane < Math.Min(SignWeights.Lanes, TShape.Outputs - first); lane++)
                {
                    var o = first + lane;
                    var result = (_magnitudes.Pointer[o] * (count - (2 * (int)sums[lane]))) + _bias.Pointer[o];
                    results[o] = Math.Min(Math.Max(result, _minimum), _maximum);
                }
            }
        }
    }
}
