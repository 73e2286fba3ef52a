namespace Whittle.Runtime.Kernels;

/// <summary>The way of one direction of a recurrent layer through the sequences of a batch: [steps, batch, units], each sequence as long as it says.</summary>
internal readonly ref struct RecurrentWalk(ReadOnlySpan<int> lengths, int steps, int batch, int hidden, bool reverse)
{
    private readonly ReadOnlySpan<int> _lengths = lengths;

    /// <summary>Checks of the operands that all recurrent layers have.</summary>
    internal void Check(ReadOnlySpan<float> projected, ReadOnlySpan<float> recurrence, ReadOnlySpan<float> initialHidden, Span<float> output, Span<float> outputHidden, int gates)
    {
        Arguments.Require(steps >= 0 && batch >= 0 && hidden > 0, "No dimension may be negative, the layer not empty.", nameof(hidden));
        Arguments.Length(Shapes.Product([steps, batch, gates, hidden]), projected.Length, nameof(projected));
        Arguments.Length(Shapes.Product([gates, hidden, hidden]), recurrence.Length, nameof(recurrence));
        Optional((long)batch * hidden, initialHidden.Length, nameof(initialHidden));
        Optional(Shapes.Product([steps, batch, hidden]), output.Length, nameof(output));
        Optional((long)batch * hidden, outputHidden.Length, nameof(outputHidden));
        Optional(batch, _lengths.Length, "lengths");
    }

    internal static void Optional(long expected, int actual, string name) =>
        Arguments.Require(actual == 0 || actual == expected, $"It must be empty or {expected} elements long.", name);

    /// <summary>The place in the sequence of the n-th step of a row; negative when its sequence has ended.</summary>
    internal int Place(int step, int row)
    {
        var length = _lengths.IsEmpty ? steps : Math.Clamp(_lengths[row], 0, steps);
        return step >= length ? -1 : reverse ? length - 1 - step : step;
    }

    /// <summary>The state before the first step: what is given, or zeros.</summary>
    internal static void Start(ReadOnlySpan<float> given, Span<float> state)
    {
        if (given.IsEmpty)
        {
            state.Clear();
        }
        else
        {
            given.CopyTo(state);
        }
    }
}
