using System.Globalization;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators;

/// <summary>What a shape rule sees: the node, its operands' types and constants, and the ways to fail.</summary>
public sealed class InferenceContext(Node node)
{
    public Node Node { get; } = node;

    public NodeAttributes Attributes => Node.Attributes;

    public int Opset => Node.Opset;

    public bool Has(int index) => Node.InputOrNull(index) is not null;

    /// <summary>Type of a required operand.</summary>
    public TensorType Type(int index) => Node.InputOrNull(index)?.KnownType ??
        throw Mismatch($"operand {index} is missing", "Export the model again; the operator needs it.");

    public TensorShape Shape(int index) => Type(index).Shape;

    /// <summary>The operand's elements, or null when it is absent or computed at run time.</summary>
    public Tensor? Constant(int index) => Node.InputOrNull(index)?.Constant;

    /// <summary>The elements of an operand that must be known at build time (a shape, axes, pads); null when it is not given.</summary>
    public int[]? Integers(int index, string what)
    {
        if (!Has(index))
        {
            return null;
        }

        var tensor = Constant(index) ?? throw Unsupported(
            $"its {what} ('{Node.Input(index).Name}') is computed at run time",
            "Fix the model's shapes when exporting (constant folding, static input shapes).");
        return Array.ConvertAll(tensor.ToInt64s(), value => (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, value)));
    }

    /// <summary>The attribute, or the constant operand that replaced it in later operator sets.</summary>
    public int[]? AttributeOrInput(string attribute, int index) => Attributes.Ints(attribute) ?? Integers(index, attribute);

    /// <summary>An axis in [−rank, rank) as one in [0, rank).</summary>
    public int Axis(int axis, int rank)
    {
        if (axis < -rank || axis >= rank)
        {
            throw Mismatch($"axis {Text(axis)} is outside a tensor of rank {Text(rank)}", "Correct the axis in the exporting program.");
        }

        return axis < 0 ? axis + rank : axis;
    }

    public void SetOutput(int index, ElementType type, params int[] dimensions) => SetOutput(index, type, MakeShape(dimensions));

    /// <summary>As above, for dimensions that were computed and may not fit.</summary>
    public void SetOutput(int index, ElementType type, long[] dimensions) => SetOutput(index, type, MakeShape(dimensions));

    public void SetOutput(int index, ElementType type, TensorShape shape)
    {
        if (index < Node.Outputs.Count && Node.Outputs[index] is { } output)
        {
            output.Type = new TensorType(type, shape);
        }
    }

    /// <summary>A shape, with an understandable error when a dimension is negative or the product is too large.</summary>
    public TensorShape MakeShape(int[] dimensions) => MakeShape(Array.ConvertAll(dimensions, d => (long)d));

    public TensorShape MakeShape(long[] dimensions)
    {
        try
        {
            return new TensorShape(Array.ConvertAll(dimensions, d => checked((int)d)));
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            var text = string.Join(", ", dimensions.Select(d => d.ToString(CultureInfo.InvariantCulture)));
            throw Mismatch(
                $"its result would have the shape [{text}]",
                "Correct the shapes in the exporting program; a dimension may not be negative, a tensor holds at most 2^31 - 1 elements.");
        }
    }

    /// <summary>Fails unless the operand has one of the element types.</summary>
    public ElementType Require(int index, params ElementType[] types)
    {
        var type = Type(index).Element;
        if (!types.Contains(type))
        {
            throw new ModelException(
                ErrorIds.ElementType,
                Node.Name,
                $"{Node.OperatorType} takes {string.Join(", ", types.Select(t => t.Name()))} for operand {Text(index)}, not {type.Name()}.",
                "Convert the value with Cast, or export the model with float32 (or int8 quantized) tensors.");
        }

        return type;
    }

    /// <summary>Fails unless the operand, where it is given, holds exactly one element.</summary>
    public void RequireSingle(int index, string what)
    {
        if (Has(index) && Shape(index).Length != 1)
        {
            throw Mismatch($"operand {Text(index)} has the shape {Shape(index)}", $"Its {what} must be one number each; export the model again.");
        }
    }

    /// <summary>Fails with "shapes do not fit".</summary>
    public ModelException Mismatch(string cause, string cure) =>
        new(ErrorIds.ShapeMismatch, Node.Name, $"{Node.OperatorType}: {cause}.", cure);

    /// <summary>Fails with "this form of the operator is not supported".</summary>
    public ModelException Unsupported(string cause, string cure) =>
        new(ErrorIds.UnsupportedForm, Node.Name, $"{Node.OperatorType}: {cause}.", cure);

    /// <summary>The graph that an attribute of the node holds.</summary>
    public IBody Body(string name) => Attributes.Body(name) ?? throw Mismatch($"it has no {name}", "Export the model again.");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
