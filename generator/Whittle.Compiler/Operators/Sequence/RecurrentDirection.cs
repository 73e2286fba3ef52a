using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Sequence;

/// <summary>The operands of one direction of a recurrent layer.</summary>
/// <param name="context">The layer.</param>
/// <param name="x">Its input as [steps, batch, inputs].</param>
/// <param name="direction">0 or 1.</param>
/// <param name="gates">Gates of a unit.</param>
internal sealed class RecurrentDirection(ExpansionContext context, Value x, int direction, int gates)
{
    public ExpansionContext Context { get; } = context;

    public int Hidden => Context.Shape(2)[2];

    /// <summary>[gates · hidden, hidden].</summary>
    public Value Recurrence => Context.Reshape(Of(2)!, gates * Hidden, Hidden);

    /// <summary>The operand's part of this direction without that axis, or null when it is not given: a slice of its first axis.</summary>
    public Value? Of(int index) => !Context.Has(index) ? null : Row(Context.Input(index), direction);

    /// <summary>An initial state as [batch, hidden], or null.</summary>
    public Value? State(int index)
    {
        if (!Context.Has(index))
        {
            return null;
        }

        var value = Context.Input(index);
        return Row(Context.Attributes.Flag("layout", false) ? Context.Transpose(value, 1, 0, 2) : value, direction);
    }

    /// <summary>Part of the biases, counted in gates: the input's first, then the recurrent ones. Null without biases.</summary>
    public Value? BiasOf(int firstGate, int count) => Of(3) is { } bias ? Context.Slice(bias, 0, firstGate * Hidden, (firstGate + count) * Hidden) : null;

    /// <summary>The input's part of all gates, [steps, batch, gates · hidden], with a bias.</summary>
    public Value Project(Value? bias)
    {
        var product = Context.Call("MatMul", [x, Context.Transpose(Of(1)!, 1, 0)]);
        return bias is null ? product : Context.Call("Add", [product, bias]);
    }

    private Value Row(Value value, int row) => Context.Reshape(Context.Slice(value, 0, row, row + 1), [.. value.Shape.Skip(1)]);
}
