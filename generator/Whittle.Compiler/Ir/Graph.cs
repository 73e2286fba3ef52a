namespace Whittle.Compiler.Ir;

/// <summary>Nodes in topological order over values. Mutable inside a pass; <see cref="GraphVerifier"/> runs between passes.</summary>
public sealed class Graph
{
    private readonly List<Node> _nodes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public IReadOnlyList<Node> Nodes => _nodes;

    public List<Value> Inputs { get; } = [];

    public List<GraphOutput> Outputs { get; } = [];

    /// <summary>A copy of the node list, for passes that change the graph while they walk it.</summary>
    public Node[] Snapshot() => [.. _nodes];

    public void Append(Node node) => _nodes.Add(node);

    public void InsertBefore(Node existing, Node node) => _nodes.Insert(IndexOf(existing), node);

    public void InsertAfter(Node existing, Node node) => _nodes.Insert(IndexOf(existing) + 1, node);

    public bool Contains(Node node) => _nodes.Contains(node);

    /// <summary>Removes a node whose results nobody reads any more.</summary>
    public void Remove(Node node)
    {
        node.Detach();
        _nodes.Remove(node);
    }

    /// <summary>A new value with a name nobody has, made from <paramref name="stem"/>.</summary>
    public Value NewValue(string stem, TensorType? type = null)
    {
        var name = stem;
        if (!_names.Add(name))
        {
            // An unrolled loop asks for one stem thousands of times.
            var number = _numbers.TryGetValue(stem, out var last) ? last : 0;
            do
            {
                name = $"{stem}_{++number}";
            }
            while (!_names.Add(name));
            _numbers[stem] = number;
        }

        return new Value(name) { Type = type };
    }

    public Value NewConstant(string stem, Tensor tensor)
    {
        var value = NewValue(stem);
        value.SetConstant(tensor);
        return value;
    }

    /// <summary>Makes every reader of <paramref name="old"/>, and the graph's own output, take <paramref name="replacement"/>.</summary>
    public void ReplaceUses(Value old, Value replacement)
    {
        foreach (var consumer in old.Consumers.ToArray())
        {
            for (var i = 0; i < consumer.Inputs.Count; i++)
            {
                if (consumer.Inputs[i] == old)
                {
                    consumer.SetInput(i, replacement);
                }
            }
        }

        foreach (var output in Outputs.Where(output => output.Value == old))
        {
            output.Value = replacement;
            replacement.IsGraphOutput = true;
        }

        old.IsGraphOutput = false;
    }

    /// <summary>Puts <paramref name="replacement"/> in the place of <paramref name="node"/>: it takes over the first output's readers and the
    /// position.</summary>
    public void Replace(Node node, Node replacement)
    {
        InsertBefore(node, replacement);
        for (var i = 0; i < Math.Min(node.Outputs.Count, replacement.Outputs.Count); i++)
        {
            if (node.Outputs[i] is { } old && replacement.Outputs[i] is { } next && old != next)
            {
                ReplaceUses(old, next);
            }
        }

        Remove(node);
        foreach (var output in replacement.Outputs)
        {
            if (output is not null)
            {
                output.Producer = replacement;
            }
        }
    }

    private int IndexOf(Node node)
    {
        var index = _nodes.IndexOf(node);
        return index >= 0 ? index : throw new InvalidOperationException($"node '{node.Name}' is not in the graph");
    }
}

/// <summary>A result of the model: its public name stays when passes change the value behind it.</summary>
public sealed class GraphOutput(string name, Value value)
{
    public string Name { get; } = name;

    public Value Value { get; set; } = value;
}
