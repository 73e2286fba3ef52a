namespace Whittle.Compiler.Ir;

/// <summary>One operator call. Operands are changed through <see cref="SetInput"/> so that the values know their readers.</summary>
public sealed class Node
{
    private readonly List<Value?> _inputs = [];
    private readonly List<Value?> _outputs = [];

    public Node(string name, string operatorType, string domain, int opset, NodeAttributes? attributes = null)
    {
        Name = name;
        OperatorType = operatorType;
        Domain = domain;
        Opset = opset;
        Attributes = attributes ?? new NodeAttributes();
        Attributes.Owner = this;
    }

    /// <summary>The node's name in the model, or that of its first output when it has none.</summary>
    public string Name { get; }

    public string OperatorType { get; }

    /// <summary>"" is ONNX's own domain; "whittle" holds the operators that passes introduce.</summary>
    public string Domain { get; }

    /// <summary>Version of the operator set that the model imports for the domain.</summary>
    public int Opset { get; }

    public NodeAttributes Attributes { get; }

    /// <summary>Operands; null where an optional one is not given.</summary>
    public IReadOnlyList<Value?> Inputs => _inputs;

    /// <summary>Results; null where an optional one is not asked for.</summary>
    public IReadOnlyList<Value?> Outputs => _outputs;

    /// <summary>The operator as the model stores it, for the layer table ("Conv" of a fused quantized convolution).</summary>
    public string Origin { get; init; } = "";

    public Value Output => _outputs[0] ?? throw new InvalidOperationException($"node '{Name}' has no first output");

    public Value? InputOrNull(int index) => index < _inputs.Count ? _inputs[index] : null;

    public Value Input(int index) => InputOrNull(index) ?? throw new InvalidOperationException($"node '{Name}' has no input {index}");

    public bool Is(string operatorType, string domain = "") => OperatorType == operatorType && Domain == domain;

    public void AddInput(Value? value)
    {
        _inputs.Add(value);
        value?.AddConsumer(this);
    }

    public void SetInput(int index, Value? value)
    {
        while (_inputs.Count <= index)
        {
            _inputs.Add(null);
        }

        _inputs[index]?.RemoveConsumer(this);
        _inputs[index] = value;
        value?.AddConsumer(this);
    }

    public void AddOutput(Value? value)
    {
        _outputs.Add(value);
        if (value is not null)
        {
            value.Producer = this;
        }
    }

    public override string ToString() =>
        $"{string.Join(", ", _outputs.Select(o => o?.Name ?? "-"))} = {OperatorType}({string.Join(", ", _inputs.Select(i => i?.Name ?? "-"))})";

    /// <summary>Takes the node out of the values' books; <see cref="Graph.Remove"/> calls it.</summary>
    internal void Detach()
    {
        foreach (var input in _inputs)
        {
            input?.RemoveConsumer(this);
        }

        _inputs.Clear();
        foreach (var output in _outputs)
        {
            if (output?.Producer == this)
            {
                output.Producer = null;
            }
        }
    }

    /// <summary>Hands the output over to another node, which becomes its producer.</summary>
    internal void ReplaceOutput(int index, Value? value) => _outputs[index] = value;
}
