namespace Whittle.Compiler.Ir;

/// <summary>A named edge of the graph: produced once, used by any number of nodes.</summary>
public sealed class Value
{
    private readonly List<Node> _consumers = [];

    public Value(string name) => Name = name;

    public string Name { get; }

    /// <summary>Known after shape inference.</summary>
    public TensorType? Type { get; set; }

    /// <summary>The elements when they are known at build time.</summary>
    public Tensor? Constant { get; private set; }

    /// <summary>The node that computes the value; null for graph inputs and constants.</summary>
    public Node? Producer { get; internal set; }

    /// <summary>The nodes that read the value, once per operand that reads it.</summary>
    public IReadOnlyList<Node> Consumers => _consumers;

    /// <summary>Whether the graph returns the value.</summary>
    public bool IsGraphOutput { get; internal set; }

    public bool IsConstant => Constant is not null;

    /// <summary>The type; an error of the compiler itself when inference has not run.</summary>
    public TensorType KnownType => Type ?? throw new InvalidOperationException($"value '{Name}' has no type yet");

    public TensorShape Shape => KnownType.Shape;

    /// <summary>The only reader, when there is exactly one and the graph does not return the value.</summary>
    public Node? SingleConsumer => _consumers.Count == 1 && !IsGraphOutput ? _consumers[0] : null;

    public void SetConstant(Tensor tensor)
    {
        Constant = tensor;
        Type = tensor.Type;
    }

    public override string ToString() => Type is null ? Name : $"{Name}: {Type}";

    internal void AddConsumer(Node node) => _consumers.Add(node);

    internal void RemoveConsumer(Node node) => _consumers.Remove(node);
}
