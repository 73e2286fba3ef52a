using System.Globalization;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>A graph inside a node, with the names that it sees outside.</summary>
internal sealed class NestedGraph(OnnxGraph source, ImportScope outer) : IBody
{
    private List<OnnxNode>? _order;

    public int Inputs => source.Inputs.Count;

    public int Outputs => source.Outputs.Count;

    public Value[] Inline(Graph graph, Node place, IReadOnlyList<Value> arguments)
    {
        using var level = outer.Budget.Enter(place.Name);
        if (arguments.Count != source.Inputs.Count)
        {
            throw new ModelException(
                ErrorIds.UnsupportedForm,
                place.Name,
                $"{place.OperatorType}: its body takes {source.Inputs.Count.ToString(CultureInfo.InvariantCulture)} values, not "
                    + $"{arguments.Count.ToString(CultureInfo.InvariantCulture)}.",
                "Export the model again.");
        }

        var scope = outer.Inside();
        for (var i = 0; i < arguments.Count; i++)
        {
            scope.Bind(source.Inputs[i].Name, arguments[i]);
        }

        scope.DefineConstants(source);
        _order ??= NodeOrder.Sort(source.Nodes, scope.Names);
        foreach (var node in _order)
        {
            scope.Read(node, added =>
            {
                graph.InsertBefore(place, added);
                ShapeInference.SettleFromFile(graph, added);
            });
        }

        return [.. source.Outputs.Select(output => scope.Find(output.Name) ?? throw new ModelException(
            ErrorIds.MissingValue,
            place.Name,
            $"The output '{output.Name}' of a body is neither computed nor stored.",
            "Export the model again; the file contradicts itself."))];
    }
}
