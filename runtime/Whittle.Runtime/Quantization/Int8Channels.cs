using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>The outputs of a packed layer in the order in which its tiles end them. Parameters are copied in this order to memory that whole vectors may read:
/// <see cref="NativeBuffer{T}"/> has room for sixteen more.</summary>
/// <param name="weightSums">Σ of each output's weights, output by output: subtract as many times the input's zero point.</param>
/// <param name="order">Which output comes at each place; null: their own order.</param>
internal sealed class Int8Channels(int[] weightSums, int[]? order)
{
    public int Count => weightSums.Length;

    public int[]? Order => order;

    public NativeBuffer<int> WeightSums => Spread<int>(weightSums, optional: false, nameof(weightSums));

    /// <summary>One value per output; a single one counts for all, none (where allowed) counts as zeros.</summary>
    /// <exception cref="ArgumentException">There are neither as many values as outputs nor one, nor none where that is allowed.</exception>
    public NativeBuffer<T> Spread<T>(ReadOnlySpan<T> values, bool optional, string name)
        where T : unmanaged
    {
        var buffer = new NativeBuffer<T>(Count);
        if (values.Length == Count)
        {
            for (var i = 0; i < Count; i++)
            {
                buffer.Span[i] = values[order is null ? i : order[i]];
            }
        }
        else if (values.Length == 1 && !optional)
        {
            buffer.Span.Fill(values[0]);
        }
        else if (!values.IsEmpty || !optional)
        {
            throw new ArgumentException($"{values.Length} values were given for {Count} outputs.", name);
        }

        return buffer;
    }

    /// <summary>bias - zeroPoint * Σ weights, wrapping.</summary>
    public NativeBuffer<int> FoldZeroPoint(ReadOnlySpan<int> bias, int zeroPoint)
    {
        var folded = Spread(bias, optional: true, nameof(bias));
        for (var i = 0; i < Count; i++)
        {
            folded.Span[i] = unchecked(folded.Span[i] - (zeroPoint * weightSums[order is null ? i : order[i]]));
        }

        return folded;
    }
}
