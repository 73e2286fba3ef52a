using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>Brings the file's graph into the compiler's form: values by name, nodes in topological order, fixed input shapes.</summary>
internal sealed class GraphImporter
{
    private readonly OnnxModel _model;
    private readonly Graph _graph = new();
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _opsets = new(StringComparer.Ordinal);

    private GraphImporter(OnnxModel model) => _model = model;

    /// <exception cref="ModelException">The graph contradicts itself or a dimension has no value.</exception>
    public static Graph Import(OnnxModel model, CompileOptions options)
    {
        var importer = new GraphImporter(model);
        importer.ReadOperatorSets();
        importer.ReadConstants();
        importer.ReadInputs(options);
        foreach (var node in NodeOrder.Sort(model.Graph, importer._values.Keys))
        {
            importer.ReadNode(node);
        }

        importer.ReadOutputs();
        return importer._graph;
    }

    private void ReadOperatorSets()
    {
        foreach (var set in _model.OperatorSets)
        {
            _opsets[Domain(set.Domain)] = (int)Math.Min(set.Version, int.MaxValue);
        }

        if (!_opsets.ContainsKey(""))
        {
            // Files before IR version 3 name no operator set; they mean the first.
            _opsets[""] = 1;
        }
    }

    private void ReadConstants()
    {
        foreach (var initializer in _model.Graph.Initializers)
        {
            Define(initializer.Name, "initializer").SetConstant(TensorImporter.Import(initializer));
        }

        foreach (var sparse in _model.Graph.SparseInitializers)
        {
            Define(sparse.Name, "sparse initializer").SetConstant(TensorImporter.Import(sparse));
        }
    }

    private void ReadInputs(CompileOptions options)
    {
        var resolver = new DimensionResolver(options.Dimensions);
        var bindings = new InputBindings(options.Bindings);
        foreach (var input in _model.Graph.Inputs)
        {
            if (_values.TryGetValue(input.Name, out var stored) && stored.IsConstant)
            {
                // Before IR version 4 every initializer is listed as an input as well; its stored value is the one that counts.
                continue;
            }

            if (bindings.Take(input) is { } constant)
            {
                Define(input.Name, "input").SetConstant(constant);
                continue;
            }

            if (input.TypeKind != "tensor" || ElementTypeMap.FromOnnx(input.ElementType) is not { } element)
            {
                var what = input.TypeKind == "tensor" ? $"has element type {input.ElementType}" : $"is a {input.TypeKind}";
                throw new ModelException(
                    ErrorIds.ElementType, "", $"The input '{input.Name}' {what}, which is not supported.", "Export the model with tensors of numbers as inputs.");
            }

            var value = Define(input.Name, "input");
            value.Type = new TensorType(element, resolver.Resolve(input));
            _graph.Inputs.Add(value);
        }

        resolver.CheckAllUsed();
        bindings.CheckAllUsed();
    }

    private void ReadNode(OnnxNode source)
    {
        var domain = Domain(source.Domain);
        var name = source.Name.Length > 0 ? source.Name : source.Outputs.FirstOrDefault(output => output.Length > 0) ?? source.OperatorType;
        var attributes = new NodeAttributes();
        foreach (var attribute in source.Attributes)
        {
            attributes.Set(attribute.Name, AttributeImporter.Import(attribute, name, source.OperatorType));
        }

        if (_model.Functions.Any(function => function.Name == source.OperatorType && function.Domain == source.Domain))
        {
            throw new ModelException(
                ErrorIds.UnknownOperator, name, $"{source.OperatorType} is a function that the model defines itself, which is not supported.", "Export the model with its functions inlined (onnx.inliner).");
        }

        var opset = _opsets.TryGetValue(domain, out var version) ? version : 1;
        var node = new Node(name, source.OperatorType, domain, opset, attributes) { Origin = source.OperatorType };
        foreach (var input in source.Inputs)
        {
            node.AddInput(input.Length == 0 ? null : _values[input]);
        }

        foreach (var output in source.Outputs)
        {
            node.AddOutput(output.Length == 0 ? null : Define(output, $"node '{name}'"));
        }

        _graph.Append(node);
    }

    private void ReadOutputs()
    {
        if (_model.Graph.Outputs.Count == 0)
        {
            throw new ModelException(ErrorIds.NotReadable, "", "The graph has no outputs.", "Export the model again.");
        }

        foreach (var output in _model.Graph.Outputs)
        {
            if (!_values.TryGetValue(output.Name, out var value))
            {
                throw new ModelException(
                    ErrorIds.MissingValue, "", $"The output '{output.Name}' is neither computed nor stored.", "Export the model again; the file contradicts itself.");
            }

            value.IsGraphOutput = true;
            _graph.Outputs.Add(new GraphOutput(output.Name, value));
        }
    }

    private Value Define(string name, string by)
    {
        if (name.Length == 0 || _values.ContainsKey(name))
        {
            var cause = name.Length == 0 ? $"A value of {by} has no name." : $"The value '{name}' of {by} is defined twice.";
            throw new ModelException(ErrorIds.NotReadable, "", cause, "Export the model again; ONNX asks for one name per value.");
        }

        return _values[name] = _graph.NewValue(name);
    }

    private static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;
}
