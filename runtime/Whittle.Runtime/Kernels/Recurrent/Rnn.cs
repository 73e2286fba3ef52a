using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>One direction of a plain recurrent layer, its input already multiplied by the input weights, biases added: h = f(input + R h).</summary>
public static class Rnn
{
    /// <summary>Spans that are not needed or not given are empty.</summary>
    /// <param name="projected">[steps, batch, hidden]: the input's part.</param>
    /// <param name="recurrence">[hidden, hidden], a row per unit.</param>
    /// <param name="initialHidden">[batch, hidden], or empty for zeros.</param>
    /// <param name="lengths">[batch] lengths of the sequences, or empty when all are whole.</param>
    /// <param name="output">[steps, batch, hidden], zeros behind the end of a sequence.</param>
    /// <param name="outputHidden">[batch, hidden] after the last step of each sequence.</param>
    /// <param name="steps">Length of the longest sequence.</param>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="hidden">Number of units.</param>
    /// <param name="reverse">Whether each sequence is walked from its end.</param>
    /// <param name="clip">Limit of what goes into the activation; 0 for none.</param>
    /// <param name="result">The activation.</param>
    public static void Run(
        ReadOnlySpan<float> projected,
        ReadOnlySpan<float> recurrence,
        ReadOnlySpan<float> initialHidden,
        ReadOnlySpan<int> lengths,
        Span<float> output,
        Span<float> outputHidden,
        int steps,
        int batch,
        int hidden,
        bool reverse,
        float clip,
        RecurrentActivation result)
    {
        var walk = new RecurrentWalk(lengths, steps, batch, hidden, reverse);
        walk.Check(projected, recurrence, initialHidden, output, outputHidden, 1);
        var state = batch * hidden;
        using var scratch = ScratchPool.Rent(checked(2 * state * sizeof(float)));
        var h = scratch.Get<float>(0, state);
        var sums = scratch.Get<float>(state * sizeof(float), state);
        RecurrentWalk.Start(initialHidden, h);
        output.Clear();
        for (var step = 0; step < steps; step++)
        {
            GemmFloat.Run(h, recurrence, [], sums, batch, hidden, hidden, 1f, 0f, 0, 1);
            for (var row = 0; row < batch; row++)
            {
                var place = walk.Place(step, row);
                if (place < 0)
                {
                    continue;
                }

                var unit = h.Slice(row * hidden, hidden);
                Binary.Run(sums.Slice(row * hidden, hidden), projected.Slice(((place * batch) + row) * hidden, hidden), unit, default(Add<float>));
                result.Apply(unit, clip);
                if (!output.IsEmpty)
                {
                    unit.CopyTo(output[(((place * batch) + row) * hidden)..]);
                }
            }
        }

        h[..outputHidden.Length].CopyTo(outputHidden);
    }
}
