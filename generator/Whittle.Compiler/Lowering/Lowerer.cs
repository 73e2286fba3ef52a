using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Selection;

namespace Whittle.Compiler.Lowering;

/// <summary>Turns the optimised graph into kernel calls, node by node.</summary>
public sealed class Lowerer
{
    private readonly Dictionary<Value, Storage> _storage = [];
    private readonly Dictionary<Tensor, StoredTensor> _stored = [];
    private readonly HashSet<string> _objectNames = new(StringComparer.Ordinal);

    private Lowerer(bool exact, KernelForm? wanted) => (Exact, Wanted) = (exact, wanted);

    /// <summary>The form of kernel to take wherever a layer can have it; null lets costs decide.</summary>
    internal KernelForm? Wanted { get; }

    /// <summary>Whether kernels must give every bit.</summary>
    internal bool Exact { get; }

    internal LoweredModel Model { get; } = new();

    /// <summary>Lowers every node; the graph's outputs end in the caller's spans.</summary>
    /// <param name="graph">The optimised graph.</param>
    /// <param name="exact">Whether kernels must give every bit.</param>
    /// <param name="wanted">The form of kernel to take wherever a layer can have it; null lets costs decide.</param>
    public static LoweredModel Lower(Graph graph, bool exact, KernelForm? wanted)
    {
        var lowerer = new Lowerer(exact, wanted);
        for (var i = 0; i < graph.Inputs.Count; i++)
        {
            lowerer._storage[graph.Inputs[i]] = new Storage(graph.Inputs[i].Name, graph.Inputs[i].KnownType, StorageKind.Input, i);
        }

        foreach (var node in graph.Nodes)
        {
            var op = OperatorTable.Find(node.Domain, node.OperatorType) ?? throw new InvalidOperationException($"no operator {node.OperatorType}");
            op.Lower(new LoweringContext(node, lowerer));
        }

        UnrolledChains.Join(lowerer.Model, new HashSet<Storage>(graph.Outputs.Select(output => lowerer.StorageOf(output.Value))));
        OutputPlacement.Place(graph, lowerer);
        return lowerer.Model;
    }

    /// <summary>Where the value lives; constants are stored at their first use.</summary>
    internal Storage StorageOf(Value value)
    {
        if (_storage.TryGetValue(value, out var storage))
        {
            return storage;
        }

        if (value.Constant is not { } constant)
        {
            throw new InvalidOperationException($"value '{value.Name}' has no storage");
        }

        return _storage[value] = new Storage(value.Name, constant.Type, StorageKind.Stored, Store(value.Name, constant).Index);
    }

    internal Storage Allocate(Value value) =>
        _storage.TryGetValue(value, out var storage) ? storage : _storage[value] = new Storage(value.Name, value.KnownType, StorageKind.Arena);

    internal void Alias(Value value, Value original) => _storage[value] = StorageOf(original);

    internal StoredTensor Store(string name, Tensor tensor)
    {
        if (!_stored.TryGetValue(tensor, out var stored))
        {
            stored = new StoredTensor(Model.Tensors.Count, name, tensor);
            Model.Tensors.Add(stored);
            _stored[tensor] = stored;
        }

        return stored;
    }

    internal string ObjectName(string nodeName)
    {
        var stem = Naming.Identifiers.Pascal(nodeName);
        var name = stem;
        for (var number = 2; !_objectNames.Add(name); number++)
        {
            name = FormattableString.Invariant($"{stem}{number}");
        }

        return name;
    }
}
