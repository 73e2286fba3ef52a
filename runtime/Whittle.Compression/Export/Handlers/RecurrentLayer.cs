using TorchSharp.Modules;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Which operator.</summary>
internal enum RecurrentKind
{
    Lstm,
    Gru,
}

/// <summary>What the export knows of a recurrent layer.</summary>
/// <param name="Kind">LSTM or GRU.</param>
/// <param name="Parameters">By name, as torch calls them at the end: weight_ih_l0, weight_hh_l0_reverse.</param>
/// <param name="IsBatchFirst">[batch, steps, inputs] instead of [steps, batch, inputs].</param>
/// <param name="LastStep">Whether only the last step's outputs are given.</param>
/// <param name="InputShape">Three dimensions.</param>
internal sealed record RecurrentLayer(
    RecurrentKind Kind, IReadOnlyList<(string name, Parameter parameter)> Parameters, bool IsBatchFirst, bool LastStep, long[] InputShape);
