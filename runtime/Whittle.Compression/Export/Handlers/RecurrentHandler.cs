using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>
/// LSTM and GRU → the operators of these names, one for each stacked layer. Torch keeps the gates of an LSTM as input, forget, cell, output, ONNX as input,
/// output, forget, cell; of a GRU torch as reset, update, new, ONNX as update, reset, new.
/// </summary>
internal static class RecurrentHandler
{
    private const string Backward = "_reverse";

    private static readonly int[] s_lstmGates = [0, 3, 1, 2];
    private static readonly int[] s_gruGates = [1, 0, 2];

    public static string Add(GraphBuilder graph, RecurrentLayer layer, string name, string input)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var value = layer.IsBatchFirst ? graph.Node("Transpose", $"{name}.steps_first", [input], GraphBuilder.Ints("perm", 1, 0, 2)) : input;
        var (steps, batch) = layer.IsBatchFirst ? (layer.InputShape[1], layer.InputShape[0]) : (layer.InputShape[0], layer.InputShape[1]);
        var parameters = layer.Parameters.ToDictionary(entry => entry.name[(entry.name.LastIndexOf('.') + 1)..], entry => entry.parameter);
        for (var i = 0; parameters.ContainsKey(Name("weight_ih", i, "")); i++)
        {
            value = AddLayer(graph, layer.Kind, parameters, i, $"{name}.{i.ToString(CultureInfo.InvariantCulture)}", value, steps, batch);
        }

        if (layer.LastStep)
        {
            var last = graph.Node(
                "Slice", $"{name}.last", [value, graph.Integers($"{name}.last_start", steps - 1), graph.Integers($"{name}.last_end", steps), graph.Integers(
                    $"{name}.last_axis", 0)]);
            return graph.Node("Reshape", name, [last, graph.Integers($"{name}.shape", batch, -1)]);
        }

        return layer.IsBatchFirst ? graph.Node("Transpose", name, [value], GraphBuilder.Ints("perm", 1, 0, 2)) : value;
    }

    private static string AddLayer(
        GraphBuilder graph, RecurrentKind kind, Dictionary<string, Parameter> parameters, int index, string name, string input, long steps, long batch)
    {
        string[] directions = parameters.ContainsKey(Name("weight_ih", index, Backward)) ? ["", Backward] : [""];
        var hidden = parameters[Name("weight_hh", index, "")].shape[1];
        Tensor Gates(string part, string direction)
        {
            var values = parameters[Name(part, index, direction)];
            return cat([.. (kind == RecurrentKind.Lstm ? s_lstmGates : s_gruGates).Select(gate => values.narrow(0, gate * hidden, hidden))]);
        }

        string Stacked(string part) => graph.Constant($"{name}.{part}", stack([.. directions.Select(direction => Gates(part, direction))]));

        List<string> inputs = [input, Stacked("weight_ih"), Stacked("weight_hh")];
        if (parameters.ContainsKey(Name("bias_ih", index, "")))
        {
            inputs.Add(
                graph.Constant($"{name}.bias", stack([.. directions.Select(direction => cat([Gates("bias_ih", direction), Gates("bias_hh", direction)]))])));
        }

        List<Onnx.OnnxAttribute> attributes = [GraphBuilder.Int("hidden_size", hidden), GraphBuilder.Text(
            "direction", directions.Length == 1 ? "forward" : "bidirectional")];
        if (kind == RecurrentKind.Gru)
        {
            attributes.Add(GraphBuilder.Int("linear_before_reset", 1));
        }

        // [steps, directions, batch, hidden] → [steps, batch, directions · hidden]
        var outputs = graph.Node(kind == RecurrentKind.Lstm ? "LSTM" : "GRU", $"{name}.cell", inputs, [.. attributes]);
        var turned = graph.Node("Transpose", $"{name}.directions_inside", [outputs], GraphBuilder.Ints("perm", 0, 2, 1, 3));
        return graph.Node("Reshape", name, [turned, graph.Integers($"{name}.shape", steps, batch, directions.Length * hidden)]);
    }

    private static string Name(string part, int layer, string direction) => string.Create(CultureInfo.InvariantCulture, $"{part}_l{layer}{direction}");
}
