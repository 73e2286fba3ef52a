using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Tests;

/// <summary>Tensors that contradict themselves are refused by name.</summary>
public class TensorRefusalTests
{
    [Fact]
    public void RawDataOfTheWrongLength() =>
        Refuse(OnnxElementType.Float, [2, 3], writer => writer.Bytes(9, new byte[20]), "Tensor 't' holds 20 bytes of data, but Float [2, 3] needs 24.");

    [Fact]
    public void Int4DataOfTheWrongLength() =>
        Refuse(OnnxElementType.Int4, [3], writer => writer.Bytes(9, new byte[3]), "Tensor 't' holds 3 bytes of data, but Int4 [3] needs 2.");

    [Fact]
    public void TypedValuesOfTheWrongCount() =>
        Refuse(OnnxElementType.Int8, [3], writer => writer.Bytes(5, Encode.Varints(1, 2)), "Tensor 't' holds 2 values, but Int8 [3] needs 3.");

    [Fact]
    public void ValuesInTheFieldOfAnotherType() =>
        Refuse(OnnxElementType.Float, [1], writer => writer.Int64(5, 1), "Tensor 't' holds 0 values, but Float [1] needs 1.");

    [Fact]
    public void NoDataAtAll() => Refuse(OnnxElementType.Double, [4], _ => { }, "Tensor 't' holds 0 values, but Double [4] needs 4.");

    [Fact]
    public void StringsOfTheWrongCount() =>
        Refuse(OnnxElementType.String, [2], writer => writer.Text(6, "a"), "Tensor 't' holds 1 values, but String [2] needs 2.");

    [Fact]
    public void RawStrings() =>
        Refuse(OnnxElementType.String, [1], writer => writer.Bytes(9, [1]), "Tensor 't' keeps strings as raw or external data, which ONNX does not allow.");

    [Fact]
    public void NegativeDimension() => Refuse(OnnxElementType.Float, [2, -1], _ => { }, "Tensor 't' has a negative dimension in its shape [2, -1].");

    [Theory]
    [InlineData(1L << 32, 1L << 32)]
    [InlineData(long.MaxValue, 2)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1L << 31, 1)]
    public void ShapeBeyondAnArray(long rows, long columns) => Refuse(
        OnnxElementType.Int4,
        [rows, columns],
        _ => { },
        $"Tensor 't' of shape [{rows}, {columns}] is larger than 2 GB, more than one array can hold.");

    [Fact]
    public void ElementTypes_UnknownOrMissing()
    {
        Refuse((OnnxElementType)99, [], _ => { }, "Tensor 't' has the element type 99, which is not known here.");
        Refuse((OnnxElementType)(-1), [], _ => { }, "Tensor 't' has the element type -1, which is not known here.");
        Refuse(OnnxElementType.Undefined, [], _ => { }, "Tensor 't' does not state its element type.");
    }

    [Fact]
    public void PackedFloats_CutInTheMiddle()
    {
        var file = Encode.Tensor(OnnxElementType.Float, [1], writer => writer.Bytes(4, new byte[7]));
        Assert.Contains("in the middle of a tensor", Assert.Throws<OnnxFormatException>(() => OnnxReader.ReadTensor(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SparseTensor_WithoutIndices()
    {
        var values = OnnxWriter.WriteTensor(OnnxTensor.FromFloats("s", [1], [1]));
        var file = Encode.Message(model => model.Bytes(7, Encode.Message(graph => graph.Bytes(15, Encode.Message(sparse => sparse.Bytes(1, values))))));
        Assert.Equal("Tensor 's' is sparse but lacks its values or its indices.", Assert.Throws<OnnxFormatException>(() => OnnxReader.Read(file)).Message);
    }

    private static void Refuse(OnnxElementType type, long[] shape, Action<ProtoWriter> fields, string message)
    {
        var failure = Assert.Throws<OnnxFormatException>(() => OnnxReader.ReadTensor(Encode.Tensor(type, shape, fields)));
        Assert.Equal(message, failure.Message);
        Assert.NotEmpty(failure.Cure);
    }
}
