using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Lowering;

/// <summary>An argument of a kernel call before buffers have places. A closed set.</summary>
public abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>A constant of the call.</summary>
    public sealed record Literal(PlanValue Value) : Operand;

    /// <summary>A span that the call reads.</summary>
    public sealed record Read(Storage Storage) : Operand;

    /// <summary>A span that the call writes, whole.</summary>
    public sealed record Write(Storage Storage) : Operand;

    /// <summary>The first element of a one-element span, passed by value.</summary>
    public sealed record ReadScalar(Storage Storage) : Operand;

    /// <summary>A stored tensor, decoded at first use.</summary>
    public sealed record Stored(StoredTensor Tensor) : Operand;

    public static implicit operator Operand(int value) => new Literal(new PlanValue.Integer(value));

    public static implicit operator Operand(float value) => new Literal(new PlanValue.Float(value));

    public static implicit operator Operand(bool value) => new Literal(new PlanValue.Boolean(value));

    public static implicit operator Operand(int[] values) => new Literal(new PlanValue.Integers(values.Select(v => (long)v).ToEquatable()));

    public static implicit operator Operand(PlanValue value) => new Literal(value);
}

/// <summary>A named argument.</summary>
public sealed record Argument(string Name, Operand Value);

/// <summary>A tensor of the weights file.</summary>
public sealed class StoredTensor(int index, string name, Tensor tensor)
{
    public int Index { get; } = index;

    public string Name { get; } = name;

    public Tensor Tensor { get; } = tensor;
}
