using TorchSharp.Modules;
using Whittle.Compression.Export.Handlers;
using static TorchSharp.torch;

namespace Whittle.Compression.Export;

/// <summary>An LSTM or GRU as a layer of one input and one output, so that it stands in a Sequential and can be exported. States begin at zero.</summary>
/// <remarks>The weights stay float: pruning, sharing and quantization work on linear layers and convolutions.</remarks>
public sealed class SequenceLayer : nn.Module<Tensor, Tensor>, IOnnxExportable
{
    private const string Inner = "cell";

    private readonly Func<Tensor, (Tensor Outputs, Tensor State)> _run;
    private readonly RecurrentKind _kind;
    private readonly bool _lastStep;
    private bool? _isBatchFirst;

    /// <param name="layer">The layer; its parameters are registered under "cell".</param>
    /// <param name="lastStep">Gives the outputs of the last step, [batch, …], instead of all steps.</param>
    public SequenceLayer(LSTM layer, bool lastStep = false)
        : this(layer, RecurrentKind.Lstm, lastStep, input =>
        {
            var (outputs, state, cells) = layer.call(input);
            cells.Dispose();
            return (outputs, state);
        })
    {
    }

    /// <param name="layer">The layer; its parameters are registered under "cell".</param>
    /// <param name="lastStep">Gives the outputs of the last step, [batch, …], instead of all steps.</param>
    public SequenceLayer(GRU layer, bool lastStep = false)
        : this(layer, RecurrentKind.Gru, lastStep, input => layer.call(input))
    {
    }

    private SequenceLayer(nn.Module layer, RecurrentKind kind, bool lastStep, Func<Tensor, (Tensor Outputs, Tensor State)> run)
        : base(nameof(SequenceLayer))
    {
        ArgumentNullException.ThrowIfNull(layer);
        (_kind, _lastStep, _run) = (kind, lastStep, run);
        register_module(Inner, layer);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (outputs, state) = _run(input);
        state.Dispose();
        return _lastStep ? outputs.select(IsBatchFirst(input.shape[^1]) ? 1 : 0, -1) : outputs;
    }

    /// <inheritdoc/>
    public string Export(GraphBuilder graph, string name, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var shape = graph.Shapes.InputOf(this, name);
        if (shape.Length != 3)
        {
            throw new CompressionException(
                $"'{name}' takes [{string.Join(", ", shape)}]; a recurrent layer is exported with three dimensions: batch, steps and inputs.");
        }

        return RecurrentHandler.Add(graph, new RecurrentLayer(_kind, [.. named_parameters()], IsBatchFirst(shape[^1]), _lastStep, shape), name, input);
    }

    // TorchSharp keeps the setting to itself; the state always has the batch in the middle.
    private bool IsBatchFirst(long inputs)
    {
        if (_isBatchFirst is { } known)
        {
            return known;
        }

        const int Batch = 2;
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var found = _run(zeros(Batch, Batch + 1, inputs)).State.shape[1] == Batch;
        _isBatchFirst = found;
        return found;
    }
}
