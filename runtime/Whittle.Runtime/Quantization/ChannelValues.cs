using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Copies per-output parameters to memory that whole vectors may read: <see cref="NativeBuffer{T}"/> has room for sixteen more.</summary>
internal static class ChannelValues
{
    /// <summary>One value per output; a single one counts for all, none (where allowed) counts as zeros.</summary>
    public static NativeBuffer<T> Spread<T>(ReadOnlySpan<T> values, int outputs, bool optional, string name)
        where T : unmanaged
    {
        var buffer = new NativeBuffer<T>(outputs);
        if (values.Length == outputs)
        {
            values.CopyTo(buffer.Span);
        }
        else if (values.Length == 1 && !optional)
        {
            buffer.Span.Fill(values[0]);
        }
        else if (!values.IsEmpty || !optional)
        {
            throw new ArgumentException($"{values.Length} values were given for {outputs} outputs.", name);
        }

        return buffer;
    }

    /// <summary>bias - zeroPoint * Σ weights, wrapping.</summary>
    public static NativeBuffer<int> FoldZeroPoint(ReadOnlySpan<int> bias, ReadOnlySpan<int> weightSums, int zeroPoint)
    {
        var folded = Spread(bias, weightSums.Length, optional: true, nameof(bias));
        for (var i = 0; i < weightSums.Length; i++)
        {
            folded.Span[i] = unchecked(folded.Span[i] - (zeroPoint * weightSums[i]));
        }

        return folded;
    }
}
