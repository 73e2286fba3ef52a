using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>A call of a function that the model defines itself: its nodes take the call's place.</summary>
internal sealed class FunctionCall(ImportScope caller, OnnxFunction function, OnnxNode call)
{
    public void Read(Action<Node> add)
    {
        var name = ImportScope.NameOf(call);
        using var level = caller.Budget.Enter(name);
        var scope = caller.InFunction(function);
        for (var i = 0; i < function.Inputs.Count; i++)
        {
            if (i < call.Inputs.Count && call.Inputs[i].Length > 0)
            {
                scope.Bind(function.Inputs[i], caller.Find(call.Inputs[i])!);
            }
        }

        // An operand that the call leaves out is one that the nodes inside leave out.
        var absent = new HashSet<string>(function.Inputs.Where(input => scope.Find(input) is null), StringComparer.Ordinal);
        foreach (var node in NodeOrder.Sort([.. function.Nodes.Select(node => Bound(node, absent))], scope.Names))
        {
            scope.Read(node, add);
        }

        for (var i = 0; i < Math.Min(call.Outputs.Count, function.Outputs.Count); i++)
        {
            if (call.Outputs[i].Length == 0)
            {
                continue;
            }

            var result = new Node(name, "Identity", "", Operators.OperatorTable.NewestOpset) { Origin = call.OperatorType };
            result.AddInput(scope.Find(function.Outputs[i]) ?? throw new ModelException(
                ErrorIds.MissingValue,
                name,
                $"The function {function.Name} does not compute its result '{function.Outputs[i]}'.",
                "Export the model again; the file contradicts itself."));
            result.AddOutput(caller.Define(call.Outputs[i], $"node '{name}'"));
            add(result);
        }
    }

    /// <summary>A node of the function with the attributes that the call gives in the place of references to them.</summary>
    private OnnxNode Bound(OnnxNode node, HashSet<string> absent)
    {
        var bound = new OnnxNode { Name = node.Name, OperatorType = node.OperatorType, Domain = node.Domain, Overload = node.Overload };
        bound.Inputs.AddRange(node.Inputs.Select(input => absent.Contains(input) ? "" : input));
        bound.Outputs.AddRange(node.Outputs);
        foreach (var attribute in node.Attributes)
        {
            if (attribute.ReferenceName.Length == 0)
            {
                bound.Attributes.Add(attribute.Graph is null ? attribute : Renamed(attribute, attribute.Name, Bound(attribute.Graph, absent)));
            }
            else if (Given(attribute.ReferenceName) is { } given)
            {
                bound.Attributes.Add(Renamed(given, attribute.Name, given.Graph));
            }
        }

        return bound;
    }

    private OnnxGraph Bound(OnnxGraph graph, HashSet<string> absent)
    {
        var bound = new OnnxGraph { Name = graph.Name };
        bound.Inputs.AddRange(graph.Inputs);
        bound.Outputs.AddRange(graph.Outputs);
        bound.Initializers.AddRange(graph.Initializers);
        bound.SparseInitializers.AddRange(graph.SparseInitializers);
        bound.Nodes.AddRange(graph.Nodes.Select(node => Bound(node, absent)));
        return bound;
    }

    private OnnxAttribute? Given(string name) =>
        call.Attributes.Find(attribute => attribute.Name == name) ?? function.AttributeDefaults.Find(attribute => attribute.Name == name);

    private static OnnxAttribute Renamed(OnnxAttribute source, string name, OnnxGraph? graph) => new()
    {
        Name = name,
        Kind = source.Kind,
        Float = source.Float,
        Int = source.Int,
        String = source.String,
        Tensor = source.Tensor,
        SparseTensor = source.SparseTensor,
        Graph = graph,
        Floats = source.Floats,
        Ints = source.Ints,
        Strings = source.Strings,
    };
}
