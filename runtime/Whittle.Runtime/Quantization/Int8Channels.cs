using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>The outputs of a packed layer in the order in which its tiles end them. Parameters are copied in this order to memory that whole vectors may read:
/// a <see cref="NativeBlock"/> has room for sixteen more.</summary>
/// <param name="weightSums">Σ of each output's weights, output by output: subtract as many times the input's zero point.</param>
/// <param name="order">Which output comes at each place; null: their own order.</param>
internal sealed unsafe class Int8Channels(int[] weightSums, int[]? order)
{
    public int[]? Order => order;

    /// <summary>Σ of each output's weights.</summary>
    public NativeBlock WeightSums => Spread(weightSums, optional: false, nameof(weightSums));

    /// <summary>One number per output; a single one counts for all, none (where allowed) counts as zeros.</summary>
    /// <exception cref="ArgumentException">There are neither as many values as outputs nor one, nor none where that is allowed.</exception>
    public NativeBlock Spread(ReadOnlySpan<int> values, bool optional, string name)
    {
        fixed (int* first = values)
        {
            return Spread(first, values.Length, optional, name);
        }
    }

    /// <summary>The same of floats.</summary>
    /// <exception cref="ArgumentException">There are neither as many values as outputs nor one, nor none where that is allowed.</exception>
    public NativeBlock Spread(ReadOnlySpan<float> values, bool optional, string name)
    {
        fixed (float* first = values)
        {
            return Spread((int*)first, values.Length, optional, name);
        }
    }

    /// <summary>bias - zeroPoint * Σ weights, wrapping.</summary>
    public NativeBlock FoldZeroPoint(ReadOnlySpan<int> bias, int zeroPoint)
    {
        var block = Spread(bias, optional: true, nameof(bias));
        var folded = (int*)block.Pointer;
        for (var i = 0; i < weightSums.Length; i++)
        {
            folded[i] = unchecked(folded[i] - (zeroPoint * weightSums[order is null ? i : order[i]]));
        }

        return block;
    }

    // Words of four bytes, whatever they mean: not generic, so that it is compiled once.
    private NativeBlock Spread(int* values, int length, bool optional, string name)
    {
        var count = weightSums.Length;
        if (length != count && (optional || length != 1) && (!optional || length != 0))
        {
            throw new ArgumentException($"{length} values were given for {count} outputs.", name);
        }

        var block = new NativeBlock((nuint)count * sizeof(int));
        var spread = (int*)block.Pointer;
        for (var i = 0; i < count && length > 0; i++)
        {
            spread[i] = values[length != count ? 0 : order is null ? i : order[i]];
        }

        return block;
    }
}
