using System.Runtime.InteropServices;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Importing;

/// <summary>Constants of the file as constants of the graph.</summary>
internal static class TensorImporter
{
    public static Tensor Import(OnnxTensor tensor, string node = "")
    {
        var element = ElementTypeMap.FromOnnx(tensor.ElementType) ?? throw new ModelException(
            ErrorIds.ElementType,
            node,
            $"The constant '{tensor.Name}' has element type {tensor.ElementType}, which is not supported.",
            "Export the model with float32, float16, integer or bool tensors.");
        var type = new TensorType(element, Shape(tensor.Dimensions, tensor.Name));
        return new Tensor(type, element is ElementType.Int4 or ElementType.UInt4 ? Unpack(tensor.Data.Span, type) : tensor.Data);
    }

    /// <summary>Sparse constants become dense ones; that most elements are zero is found again by the analysis.</summary>
    public static Tensor Import(OnnxSparseTensor sparse)
    {
        var values = Import(sparse.Values);
        var type = new TensorType(values.Element, Shape(sparse.Dimensions, sparse.Name));
        var size = type.Element.Size();
        var indices = sparse.Indices.ToInt64s();
        var coordinates = sparse.Indices.Dimensions.Length == 2;
        if (type.Length > ConstantFolding.MostElements || indices.Length != (coordinates ? (long)values.Length * type.Rank : values.Length))
        {
            throw new ModelException(
                ErrorIds.ShapeMismatch,
                "",
                FormattableString.Invariant(
                    $"The sparse constant '{sparse.Name}' of shape {type.Shape} has {values.Length} values and {indices.Length} indices."),
                FormattableString.Invariant(
                    $"It needs one index per value (or one per axis), and at most {ConstantFolding.MostElements} elements; export the model again."));
        }

        var data = new byte[type.Length * size];
        var strides = type.Shape.Strides();
        for (var i = 0; i < values.Length; i++)
        {
            long position = 0;
            if (coordinates)
            {
                for (var axis = 0; axis < type.Rank; axis++)
                {
                    var index = indices[(i * type.Rank) + axis];
                    position = index >= 0 && index < type.Shape[axis] && position >= 0 ? position + (index * strides[axis]) : -1;
                }
            }
            else
            {
                position = indices[i];
            }

            if (position < 0 || position >= type.Length)
            {
                throw new ModelException(
                    ErrorIds.ShapeMismatch,
                    "",
                    $"The sparse constant '{sparse.Name}' has an index outside its shape {type.Shape}.",
                    "Export the model again; the file contradicts itself.");
            }

            values.Bytes.Slice(i * size, size).CopyTo(data.AsSpan((int)position * size));
        }

        return new Tensor(type, data);
    }

    private static TensorShape Shape(long[] dimensions, string name)
    {
        try
        {
            return new TensorShape(Array.ConvertAll(dimensions, d => checked((int)d)));
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            throw new ModelException(
                ErrorIds.ShapeMismatch,
                "",
                $"The constant '{name}' has the shape [{string.Join(", ", dimensions)}].",
                "A tensor may hold at most 2^31 - 1 elements; split it.");
        }
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed, TensorType type)
    {
        var elements = new byte[type.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            var nibble = (packed[i / 2] >> (4 * (i % 2))) & 15;
            elements[i] = type.Element == ElementType.Int4 ? unchecked((byte)(sbyte)((nibble ^ 8) - 8)) : (byte)nibble;
        }

        return elements;
    }
}
