using static TorchSharp.torch;

namespace Whittle.Compression.Export.Check;

/// <summary>LSTM and GRU, step by step, from the operators' definition: gates input, output, forget, cell; update, reset, new. States begin at zero.</summary>
internal static class Recurrence
{
    /// <summary>[steps, directions, batch, hidden].</summary>
    public static Tensor Run(NodeCall call)
    {
        var (input, weights) = (call[0], call[1]);
        var directions = Enumerable.Range(0, (int)weights.shape[0]).Select(direction => RunDirection(call, input, direction));
        return stack([.. directions], 1);
    }

    private static Tensor RunDirection(NodeCall call, Tensor input, int direction)
    {
        var (weights, recurrent) = (call[1][direction], call[2][direction]);
        var hidden = recurrent.shape[1];
        var bias = call.Optional(3)?[direction] ?? zeros(2 * weights.shape[0]);
        var (inside, back) = (bias.narrow(0, 0, weights.shape[0]), bias.narrow(0, weights.shape[0], weights.shape[0]));
        var (state, cells) = (zeros(input.shape[1], hidden), zeros(input.shape[1], hidden));
        var steps = (int)input.shape[0];
        var outputs = new Tensor[steps];
        for (var i = 0; i < steps; i++)
        {
            var step = direction == 0 ? i : steps - 1 - i;
            var (fromInput, fromState) = (input[step].matmul(weights.t()) + inside, state.matmul(recurrent.t()) + back);
            (state, cells) = call.Node.OperatorType == "LSTM"
                ? Lstm((fromInput + fromState).chunk(4, 1), cells)
                : (Gru(fromInput.chunk(3, 1), fromState.chunk(3, 1), state), cells);
            outputs[step] = state;
        }

        return stack(outputs);
    }

    private static (Tensor State, Tensor Cells) Lstm(Tensor[] gates, Tensor cells)
    {
        var next = (gates[2].sigmoid() * cells) + (gates[0].sigmoid() * gates[3].tanh());
        return (gates[1].sigmoid() * next.tanh(), next);
    }

    private static Tensor Gru(Tensor[] input, Tensor[] recurrent, Tensor state)
    {
        var (update, reset) = ((input[0] + recurrent[0]).sigmoid(), (input[1] + recurrent[1]).sigmoid());
        return ((1 - update) * (input[2] + (reset * recurrent[2])).tanh()) + (update * state);
    }
}
