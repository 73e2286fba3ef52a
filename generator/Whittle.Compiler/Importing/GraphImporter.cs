using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>Brings the file's graph into the compiler's form: values by name, nodes in topological order, fixed input shapes.</summary>
internal sealed class GraphImporter
{
    private readonly OnnxModel _model;
    private readonly Graph _graph = new();
    private readonly ImportScope _scope;

    private GraphImporter(OnnxModel model)
    {
        _model = model;
        _scope = ImportScope.Of(model, _graph);
    }

    /// <exception cref="ModelException">The graph contradicts itself or a dimension has no value.</exception>
    public static Graph Import(OnnxModel model, CompileOptions options)
    {
        var importer = new GraphImporter(model);
        importer._scope.DefineConstants(model.Graph);
        importer.ReadInputs(options);
        foreach (var node in NodeOrder.Sort(model.Graph.Nodes, importer._scope.Names))
        {
            importer._scope.Read(node, importer._graph.Append);
        }

        importer.ReadOutputs();
        return importer._graph;
    }

    private void ReadInputs(CompileOptions options)
    {
        var resolver = new DimensionResolver(options.Dimensions);
        var bindings = new InputBindings(options.Bindings, options.Bind);
        foreach (var input in _model.Graph.Inputs)
        {
            if (_scope.Find(input.Name) is { IsConstant: true })
            {
                // Before IR version 4 every initializer is listed as an input as well; its stored value is the one that counts.
                continue;
            }

            if (bindings.Take(input) is { } constant)
            {
                _scope.Define(input.Name, "input").SetConstant(constant);
                continue;
            }

            if (input.TypeKind != "tensor" || ElementTypeMap.FromOnnx(input.ElementType) is not { } element)
            {
                var what = input.TypeKind == "tensor" ? $"has element type {input.ElementType}" : $"is a {input.TypeKind}";
                throw new ModelException(
                    ErrorIds.ElementType,
                    "",
                    $"The input '{input.Name}' {what}, which is not supported.",
                    "Export the model with tensors of numbers as inputs.");
            }

            var value = _scope.Define(input.Name, "input");
            value.Type = new TensorType(element, resolver.Resolve(input));
            _graph.Inputs.Add(value);
        }

        resolver.CheckAllUsed();
        resolver.CheckAllGiven();
        bindings.CheckAllUsed();
    }

    private void ReadOutputs()
    {
        if (_model.Graph.Outputs.Count == 0)
        {
            throw new ModelException(ErrorIds.NotReadable, "", "The graph has no outputs.", "Export the model again.");
        }

        foreach (var output in _model.Graph.Outputs)
        {
            var value = _scope.Find(output.Name) ?? throw new ModelException(
                ErrorIds.MissingValue,
                "",
                $"The output '{output.Name}' is neither computed nor stored.",
                "Export the model again; the file contradicts itself.");
            value.IsGraphOutput = true;
            _graph.Outputs.Add(new GraphOutput(output.Name, value));
        }
    }
}
