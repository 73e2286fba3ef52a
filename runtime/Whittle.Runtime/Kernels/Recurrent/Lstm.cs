using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>One direction of a long short-term memory layer, its input already multiplied by the input weights, biases added.</summary>
/// <remarks>Gates lie in ONNX's order: input, output, forget, cell. Equations as ONNX gives them for LSTM, with peepholes.</remarks>
public static class Lstm
{
    private const int Gates = 4;

    /// <summary>Spans that are not needed or not given are empty.</summary>
    /// <param name="projected">[steps, batch, 4, hidden]: the input's part of every gate.</param>
    /// <param name="recurrence">[4, hidden, hidden], a row per gate and unit.</param>
    /// <param name="peepholes">[3, hidden] for input, output and forget gate, or empty.</param>
    /// <param name="initialHidden">[batch, hidden], or empty for zeros.</param>
    /// <param name="initialCell">[batch, hidden], or empty for zeros.</param>
    /// <param name="lengths">[batch] lengths of the sequences, or empty when all are whole.</param>
    /// <param name="output">[steps, batch, hidden], zeros behind the end of a sequence.</param>
    /// <param name="outputHidden">[batch, hidden] after the last step of each sequence.</param>
    /// <param name="outputCell">[batch, hidden] likewise.</param>
    /// <param name="steps">Length of the longest sequence.</param>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="hidden">Number of units.</param>
    /// <param name="reverse">Whether each sequence is walked from its end.</param>
    /// <param name="coupled">Whether the forget gate is 1 − input gate.</param>
    /// <param name="clip">Limit of what goes into the gates' activations; 0 for none.</param>
    /// <param name="gate">Activation of input, output and forget gate.</param>
    /// <param name="cell">Activation of the cell gate.</param>
    /// <param name="result">Activation of the cell on its way to the hidden state.</param>
    public static void Run(
        ReadOnlySpan<float> projected,
        ReadOnlySpan<float> recurrence,
        ReadOnlySpan<float> peepholes,
        ReadOnlySpan<float> initialHidden,
        ReadOnlySpan<float> initialCell,
        ReadOnlySpan<int> lengths,
        Span<float> output,
        Span<float> outputHidden,
        Span<float> outputCell,
        int steps,
        int batch,
        int hidden,
        bool reverse,
        bool coupled,
        float clip,
        RecurrentActivation gate,
        RecurrentActivation cell,
        RecurrentActivation result)
    {
        var walk = new RecurrentWalk(lengths, steps, batch, hidden, reverse);
        walk.Check(projected, recurrence, initialHidden, output, outputHidden, Gates);
        RecurrentWalk.Optional((long)batch * hidden, initialCell.Length, nameof(initialCell));
        RecurrentWalk.Optional((long)batch * hidden, outputCell.Length, nameof(outputCell));
        RecurrentWalk.Optional(3L * hidden, peepholes.Length, nameof(peepholes));
        var state = batch * hidden;
        using var scratch = ScratchPool.Rent(checked((2 + Gates) * state * sizeof(float)));
        var h = scratch.Get<float>(0, state);
        var c = scratch.Get<float>(state * sizeof(float), state);
        var gates = scratch.Get<float>(2 * state * sizeof(float), Gates * state);
        RecurrentWalk.Start(initialHidden, h);
        RecurrentWalk.Start(initialCell, c);
        output.Clear();
        var unit = new LstmUnit(peepholes, coupled, clip, gate, cell, result);
        for (var step = 0; step < steps; step++)
        {
            GemmFloat.Run(h, recurrence, [], gates, batch, hidden, Gates * hidden, 1f, 0f, 0, 1);
            for (var row = 0; row < batch; row++)
            {
                var place = walk.Place(step, row);
                if (place < 0)
                {
                    continue;
                }

                var z = gates.Slice(row * Gates * hidden, Gates * hidden);
                Binary.Run(z, projected.Slice(((place * batch) + row) * Gates * hidden, Gates * hidden), z, default(Add<float>));
                unit.Step(z, c.Slice(row * hidden, hidden), h.Slice(row * hidden, hidden));
                if (!output.IsEmpty)
                {
                    h.Slice(row * hidden, hidden).CopyTo(output[(((place * batch) + row) * hidden)..]);
                }
            }
        }

        h[..outputHidden.Length].CopyTo(outputHidden);
        c[..outputCell.Length].CopyTo(outputCell);
    }
}
