using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>One direction of a gated recurrent layer, its input already multiplied by the input weights, biases added.</summary>
/// <remarks>Gates lie in ONNX's order: update, reset, hidden.</remarks>
public static class Gru
{
    private const int Gates = 3;

    /// <summary>Spans that are not needed or not given are empty.</summary>
    /// <param name="projected">[steps, batch, 3, hidden]: the input's part of every gate.</param>
    /// <param name="recurrence">[3, hidden, hidden], a row per gate and unit.</param>
    /// <param name="resetBias">[hidden], added to the recurrent part of the hidden gate before the reset gate multiplies it; empty when the reset gate
    /// multiplies the state instead.</param>
    /// <param name="initialHidden">[batch, hidden], or empty for zeros.</param>
    /// <param name="lengths">[batch] lengths of the sequences, or empty when all are whole.</param>
    /// <param name="output">[steps, batch, hidden], zeros behind the end of a sequence.</param>
    /// <param name="outputHidden">[batch, hidden] after the last step of each sequence.</param>
    /// <param name="steps">Length of the longest sequence.</param>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="hidden">Number of units.</param>
    /// <param name="reverse">Whether each sequence is walked from its end.</param>
    /// <param name="clip">Limit of what goes into the activations; 0 for none.</param>
    /// <param name="gate">Activation of update and reset gate.</param>
    /// <param name="result">Activation of the hidden gate.</param>
    public static void Run(
        ReadOnlySpan<float> projected,
        ReadOnlySpan<float> recurrence,
        ReadOnlySpan<float> resetBias,
        ReadOnlySpan<float> initialHidden,
        ReadOnlySpan<int> lengths,
        Span<float> output,
        Span<float> outputHidden,
        int steps,
        int batch,
        int hidden,
        bool reverse,
        float clip,
        RecurrentActivation gate,
        RecurrentActivation result)
    {
        var walk = new RecurrentWalk(lengths, steps, batch, hidden, reverse);
        walk.Check(projected, recurrence, initialHidden, output, outputHidden, Gates);
        RecurrentWalk.Optional(hidden, resetBias.Length, nameof(resetBias));
        var state = batch * hidden;
        using var scratch = ScratchPool.Rent(checked(((1 + Gates) * state * sizeof(float)) + (2 * hidden * sizeof(float))));
        var h = scratch.Get<float>(0, state);
        var gates = scratch.Get<float>(state * sizeof(float), Gates * state);
        var spare = scratch.Get<float>((1 + Gates) * state * sizeof(float), 2 * hidden);
        RecurrentWalk.Start(initialHidden, h);
        output.Clear();

        // When the reset gate multiplies the state, the hidden gate's product waits until the reset gate is known.
        var early = resetBias.IsEmpty ? 2 : 3;
        var unit = new GruUnit(recurrence[(2 * hidden * hidden)..], resetBias, clip, gate, result);
        for (var step = 0; step < steps; step++)
        {
            GemmFloat.Run(h, recurrence[..(early * hidden * hidden)], [], gates[..(early * state)], batch, hidden, early * hidden, 1f, 0f, 0, 1);
            for (var row = 0; row < batch; row++)
            {
                var place = walk.Place(step, row);
                if (place < 0)
                {
                    continue;
                }

                var input = projected.Slice(((place * batch) + row) * Gates * hidden, Gates * hidden);
                unit.Step(input, gates.Slice(row * early * hidden, early * hidden), h.Slice(row * hidden, hidden), spare);
                if (!output.IsEmpty)
                {
                    h.Slice(row * hidden, hidden).CopyTo(output[(((place * batch) + row) * hidden)..]);
                }
            }
        }

        h[..outputHidden.Length].CopyTo(outputHidden);
    }
}
