using System.Globalization;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Importing;

/// <summary>Numbers of the settings as the constant that an input is bound to: of its element type and shape.</summary>
internal static class BoundNumbers
{
    /// <summary>A larger constant is no setting any more; a few bytes of a model could ask for gigabytes.</summary>
    private const int MostFilled = 1 << 20;

    /// <summary>One number fills the shape, several are its elements. An open dimension gets the length that fits them, further ones 1.</summary>
    public static Tensor ToTensor(OnnxValueInfo input, double[] numbers)
    {
        if (input.TypeKind != "tensor" || ElementTypeMap.FromOnnx(input.ElementType) is not { } element)
        {
            throw Bad(input, $"which is of {input.ElementType}", "Only tensors of numbers can be bound.");
        }

        var (least, most) = Range(element);
        foreach (var number in numbers.Where(number => !element.IsFloat() && (number != Math.Floor(number) || number < least || number > most)))
        {
            throw Bad(input, $"and {number.ToString(CultureInfo.InvariantCulture)} is no {element.Name()}", "Write a number that the input's type has.");
        }

        var shape = Shape(input, numbers.Length);
        return Tensor.FromDoubles(new TensorType(element, shape), numbers.Length == 1 ? [.. Enumerable.Repeat(numbers[0], shape.Length)] : numbers);
    }

    private static TensorShape Shape(OnnxValueInfo input, int count)
    {
        var declared = input.Shape ?? (count == 1 ? [] : [OnnxDimension.Fixed(count)]);
        var known = declared.Select(dimension => dimension.Length ?? 1).Aggregate(1L, (product, length) => unchecked(product * length));
        var open = Array.FindIndex(declared, dimension => dimension.Length is null);
        var dimensions = declared.Select((dimension, axis) => dimension.Length ?? (axis == open && known > 0 ? Math.Max(1, count / known) : 1)).ToArray();
        TensorShape shape;
        try
        {
            shape = new TensorShape(Array.ConvertAll(dimensions, length => checked((int)length)));
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            throw Bad(input, $"whose shape [{string.Join(", ", dimensions)}] no tensor has", "Export the model again.");
        }

        return (count == 1 && shape.Length <= MostFilled) || shape.Length == count
            ? shape
            : throw Bad(
                input,
                $"whose shape is {shape}, to {count.ToString(CultureInfo.InvariantCulture)} numbers",
                "Write one number for all elements, or one for each.");
    }

    private static (double Least, double Most) Range(ElementType type) => type switch
    {
        ElementType.Bool => (0, 1),
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt8 => (0, byte.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        ElementType.UInt16 => (0, ushort.MaxValue),
        ElementType.Int32 => (int.MinValue, int.MaxValue),
        ElementType.UInt32 => (0, uint.MaxValue),
        ElementType.Int4 => (-8, 7),
        ElementType.UInt4 => (0, 15),

        // Beyond this a double skips integers.
        ElementType.UInt64 => (0, 1L << 53),
        _ => (-(1L << 53), 1L << 53),
    };

    private static ModelException Bad(OnnxValueInfo input, string cause, string cure) =>
        new(ErrorIds.BadSetting, "", $"Bind gives a value to the input '{input.Name}', {cause}.", cure);
}
