namespace Whittle.Runtime.Kernels;

/// <summary>One step of one sequence of <see cref="Lstm"/>.</summary>
internal readonly ref struct LstmUnit(ReadOnlySpan<float> peepholes, bool coupled, float clip, RecurrentActivation gate, RecurrentActivation cell, RecurrentActivation result)
{
    private readonly ReadOnlySpan<float> _peepholes = peepholes;

    /// <summary>From the sums of the four gates and the old cell to the new cell and hidden state.</summary>
    internal void Step(Span<float> gates, Span<float> c, Span<float> h)
    {
        var hidden = h.Length;
        var input = gates[..hidden];
        var output = gates.Slice(hidden, hidden);
        var forget = gates.Slice(2 * hidden, hidden);
        var candidate = gates.Slice(3 * hidden, hidden);
        AddPeephole(0, c, input);
        gate.Apply(input, clip);
        if (coupled)
        {
            Unary.Run(input, forget, new Affine(-1f, 1f));
        }
        else
        {
            AddPeephole(2, c, forget);
            gate.Apply(forget, clip);
        }

        cell.Apply(candidate, clip);
        Binary.Run(c, forget, c, default(Multiply<float>));
        Binary.Run(candidate, input, candidate, default(Multiply<float>));
        Binary.Run(c, candidate, c, default(Add<float>));
        AddPeephole(1, c, output);
        gate.Apply(output, clip);
        c.CopyTo(h);
        result.Apply(h);
        Binary.Run(h, output, h, default(Multiply<float>));
    }

    private void AddPeephole(int index, ReadOnlySpan<float> c, Span<float> sums)
    {
        if (_peepholes.IsEmpty)
        {
            return;
        }

        var weights = _peepholes.Slice(index * sums.Length, sums.Length);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += weights[i] * c[i];
        }
    }
}
