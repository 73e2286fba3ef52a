using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>The values that nodes of one graph of the file see by name, and the way to bring such a node in.</summary>
internal sealed class ImportScope
{
    private readonly ImportScope? _outer;
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, int> _opsets;

    private ImportScope(Graph graph, ImportBudget budget, IReadOnlyList<OnnxFunction> functions, IReadOnlyDictionary<string, int> opsets, ImportScope? outer)
    {
        (Graph, Budget, Functions, _opsets, _outer) = (graph, budget, functions, opsets, outer);
    }

    public Graph Graph { get; }

    public ImportBudget Budget { get; }

    public IReadOnlyList<OnnxFunction> Functions { get; }

    /// <summary>All names that are seen.</summary>
    public IEnumerable<string> Names => _outer is null ? _values.Keys : _values.Keys.Concat(_outer.Names);

    /// <summary>The scope of a model's own graph.</summary>
    public static ImportScope Of(OnnxModel model, Graph graph) => new(graph, new ImportBudget(), model.Functions, Opsets(model.OperatorSets, null), null);

    /// <summary>The scope of a graph inside a node: it sees everything outside.</summary>
    public ImportScope Inside() => new(Graph, Budget, Functions, _opsets, this);

    /// <summary>The scope of a function's body: it sees its operands only.</summary>
    public ImportScope InFunction(OnnxFunction function) => new(Graph, Budget, Functions, Opsets(function.OperatorSets, _opsets), null);

    public Value? Find(string name) => _values.TryGetValue(name, out var value) ? value : _outer?.Find(name);

    /// <summary>A new value under a name of the file.</summary>
    public Value Define(string name, string by)
    {
        if (name.Length == 0 || _values.ContainsKey(name))
        {
            var cause = name.Length == 0 ? $"A value of {by} has no name." : $"The value '{name}' of {by} is defined twice.";
            throw new ModelException(ErrorIds.NotReadable, "", cause, "Export the model again; ONNX asks for one name per value.");
        }

        return _values[name] = Graph.NewValue(name);
    }

    /// <summary>Lets a name stand for a value that exists.</summary>
    public void Bind(string name, Value value) => _values[name] = value;

    public void DefineConstants(OnnxGraph graph)
    {
        foreach (var initializer in graph.Initializers)
        {
            Define(initializer.Name, "initializer").SetConstant(TensorImporter.Import(initializer));
        }

        foreach (var sparse in graph.SparseInitializers)
        {
            Define(sparse.Name, "sparse initializer").SetConstant(TensorImporter.Import(sparse));
        }
    }

    /// <summary>Brings a node in, or the nodes of the function that it calls; <paramref name="add"/> takes each.</summary>
    public void Read(OnnxNode source, Action<Node> add)
    {
        var name = NameOf(source);
        Budget.Take(name);
        if (Functions.FirstOrDefault(function => function.Name == source.OperatorType && Domain(function.Domain) == Domain(source.Domain) && function.Overload == source.Overload) is { } called)
        {
            new FunctionCall(this, called, source).Read(add);
            return;
        }

        var attributes = new NodeAttributes();
        foreach (var attribute in source.Attributes)
        {
            attributes.Set(attribute.Name, AttributeImporter.Import(attribute, name, source.OperatorType, this));
        }

        var domain = Domain(source.Domain);
        var node = new Node(name, source.OperatorType, domain, _opsets.TryGetValue(domain, out var version) ? version : 1, attributes) { Origin = source.OperatorType };
        foreach (var input in source.Inputs)
        {
            node.AddInput(input.Length == 0 ? null : Find(input));
        }

        foreach (var output in source.Outputs)
        {
            node.AddOutput(output.Length == 0 ? null : Define(output, $"node '{name}'"));
        }

        add(node);
    }

    /// <summary>The node's name, or that of its first result when it has none.</summary>
    public static string NameOf(OnnxNode source) =>
        source.Name.Length > 0 ? source.Name : source.Outputs.FirstOrDefault(output => output.Length > 0) ?? source.OperatorType;

    private static Dictionary<string, int> Opsets(IEnumerable<OnnxOperatorSet> sets, IReadOnlyDictionary<string, int>? otherwise)
    {
        // Files before IR version 3 name no operator set; they mean the first.
        var opsets = new Dictionary<string, int>(StringComparer.Ordinal) { [""] = otherwise is not null && otherwise.TryGetValue("", out var version) ? version : 1 };
        foreach (var set in sets)
        {
            opsets[Domain(set.Domain)] = (int)Math.Min(set.Version, int.MaxValue);
        }

        return opsets;
    }

    private static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;
}
