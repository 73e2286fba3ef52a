namespace Whittle.Runtime.Kernels;

/// <summary>One step of one sequence of <see cref="Gru"/>.</summary>
internal readonly ref struct GruUnit(ReadOnlySpan<float> hiddenRecurrence, ReadOnlySpan<float> resetBias, float clip, RecurrentActivation gate, RecurrentActivation result)
{
    private readonly ReadOnlySpan<float> _hiddenRecurrence = hiddenRecurrence;
    private readonly ReadOnlySpan<float> _resetBias = resetBias;

    /// <summary>From the input's and the state's part of the gates to the new state; <paramref name="spare"/> is two states long.</summary>
    internal void Step(ReadOnlySpan<float> input, Span<float> gates, Span<float> h, Span<float> spare)
    {
        var hidden = h.Length;
        var update = gates[..hidden];
        var reset = gates.Slice(hidden, hidden);
        Binary.Run(gates[..(2 * hidden)], input[..(2 * hidden)], gates[..(2 * hidden)], default(Add<float>));
        gate.Apply(update, clip);
        gate.Apply(reset, clip);
        var candidate = spare[..hidden];
        if (_resetBias.IsEmpty)
        {
            var remembered = spare.Slice(hidden, hidden);
            Binary.Run(h, reset, remembered, default(Multiply<float>));
            GemmFloat.Run(remembered, _hiddenRecurrence, [], candidate, 1, hidden, hidden, 1f, 0f, 0, 1);
        }
        else
        {
            Binary.Run(gates[(2 * hidden)..], _resetBias, candidate, default(Add<float>));
            Binary.Run(candidate, reset, candidate, default(Multiply<float>));
        }

        Binary.Run(candidate, input[(2 * hidden)..], candidate, default(Add<float>));
        result.Apply(candidate, clip);

        // (1 − z) n + z h = n + z (h − n)
        Binary.Run(h, candidate, h, default(Subtract<float>));
        Binary.Run(h, update, h, default(Multiply<float>));
        Binary.Run(h, candidate, h, default(Add<float>));
    }
}
