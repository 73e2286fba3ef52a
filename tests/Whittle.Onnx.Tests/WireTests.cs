using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Tests;

public class WireTests
{
    [Theory]
    [InlineData(new byte[] { 0x08 }, "The file cannot be read at byte 1: the bytes end in the middle of the model.")]
    [InlineData(new byte[] { 0x3A, 0x05, 0x0A }, "The file cannot be read at byte 1: a field of the model claims 5 bytes, but 1 are left.")]
    [InlineData(
        new byte[] { 0x3A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 },
        "The file cannot be read at byte 1: a field of the model claims 9223372036854775808 bytes, but 0 are left.")]
    [InlineData(
        new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 },
        "The file cannot be read at byte 1: a number in the model is longer than the 10 bytes that protobuf allows.")]
    [InlineData(new byte[] { 0x0A, 0x00 }, "The file cannot be read at byte 1: field 1 of the model is stored as Bytes, not as Varint.")]
    [InlineData(new byte[] { 0x3A, 0x02, 0x08, 0x00 }, "The file cannot be read at byte 3: field 1 of the graph is stored as Varint, not as Bytes.")]
    [InlineData(new byte[] { 0x08, 0x07, 0x03 }, "The file cannot be read at byte 2: there is no protobuf field where the model should have one.")]
    [InlineData(new byte[] { 0x3B }, "The file cannot be read at byte 0: there is no protobuf field where the model should have one.")]
    [InlineData(new byte[] { 0x08, 0x07 }, "The file holds no graph.")]
    public void DamagedBytes_SayWhereAndWhat(byte[] file, string message)
    {
        var failure = Assert.Throws<OnnxFormatException>(() => OnnxReader.Read(file));
        Assert.Equal(message, failure.Message);
        Assert.NotEmpty(failure.Cure);
    }

    [Fact]
    public void UnknownFields_OfEveryWireType_AreSkipped()
    {
        byte[] unknown = [0x98, 0x06, 0x96, 0x01, 0x99, 0x06, 1, 2, 3, 4, 5, 6, 7, 8, 0x9A, 0x06, 2, 1, 2, 0x9D, 0x06, 1, 2, 3, 4];
        var node = Encode.Message(writer =>
        {
            writer.Raw(unknown);
            writer.Text(4, "Relu");
            writer.Raw(unknown);
        });
        var file = Encode.Message(writer =>
        {
            writer.Raw(unknown);
            writer.Bytes(7, Encode.Message(graph => graph.Bytes(1, node)));
        });
        Assert.Equal("Relu", OnnxReader.Read(file).Graph.Nodes[0].OperatorType);
    }

    [Fact]
    public void InvalidUtf8_ReadsWithReplacement()
    {
        var file = Encode.Message(writer =>
        {
            writer.Bytes(2, [0x61, 0xFF, 0x62, 0xC3]);
            writer.Bytes(7, []);
        });
        Assert.Equal("a\uFFFDb\uFFFD", OnnxReader.Read(file).ProducerName);
    }

    [Fact]
    public void GraphInTwoPieces_IsMerged()
    {
        var node = Encode.Message(writer => writer.Text(4, "Relu"));
        var half = Encode.Message(graph => graph.Bytes(1, node));
        var file = Encode.Message(writer =>
        {
            writer.Bytes(7, half);
            writer.Bytes(7, half);
        });
        Assert.Equal(2, OnnxReader.Read(file).Graph.Nodes.Count);
    }

    [Fact]
    public void Graphs_NestSixtyFourDeep_AndNoDeeper()
    {
        ModelComparer.AssertEqual(SampleModels.Nested(64), OnnxReader.Read(OnnxWriter.Write(SampleModels.Nested(64))));
        var failure = Assert.Throws<OnnxFormatException>(() => OnnxReader.Read(OnnxWriter.Write(SampleModels.Nested(65))));
        Assert.Equal("Graphs are nested more than 64 levels deep.", failure.Message);
    }

    [Fact]
    public void Types_NestAnyDepth_AndComeBackWhole()
    {
        var type = Encode.Message(tensor => tensor.Bytes(1, Encode.Message(inner => inner.Int64(1, 7))));
        for (var level = 0; level < 5000; level++)
        {
            var element = type;
            type = Encode.Message(writer => writer.Bytes(4, Encode.Message(sequence => sequence.Bytes(1, element))));
        }

        var value = Encode.Message(writer => writer.Bytes(2, type));
        var model = OnnxReader.Read(Encode.Message(writer => writer.Bytes(7, Encode.Message(graph => graph.Bytes(11, value)))));
        Assert.Equal("sequence", model.Graph.Inputs[0].TypeKind);
        Assert.Equal(OnnxElementType.Int64, model.Graph.Inputs[0].ElementType);
        Assert.True(OnnxReader.Read(OnnxWriter.Write(model)).Graph.Inputs[0].EncodedType.Span.SequenceEqual(type));
    }

    [Fact]
    public void Map_IsRecordedAndComesBackWhole()
    {
        var map = Encode.Message(writer => writer.Bytes(5, Encode.Message(entry => entry.Int64(1, (long)OnnxElementType.String))));
        var value = Encode.Message(writer => writer.Bytes(2, map));
        var model = OnnxReader.Read(Encode.Message(writer => writer.Bytes(7, Encode.Message(graph => graph.Bytes(12, value)))));
        Assert.Equal("map", model.Graph.Outputs[0].TypeKind);
        Assert.True(OnnxReader.Read(OnnxWriter.Write(model)).Graph.Outputs[0].EncodedType.Span.SequenceEqual(map));
    }

    [Fact]
    public void DefaultDomain_ReadsAsEmpty()
    {
        var node = Encode.Message(writer => writer.Text(7, "ai.onnx"));
        var file = Encode.Message(writer =>
        {
            writer.Bytes(7, Encode.Message(graph => graph.Bytes(1, node)));
            writer.Bytes(8, Encode.Message(set => set.Text(1, "ai.onnx")));
            writer.Bytes(8, Encode.Message(set => set.Text(1, "ai.onnx.ml")));
        });
        var model = OnnxReader.Read(file);
        Assert.Equal("", model.Graph.Nodes[0].Domain);
        Assert.Equal([new OnnxOperatorSet("", 0), new OnnxOperatorSet("ai.onnx.ml", 0)], model.OperatorSets);
    }

    [Fact]
    public void UnknownDimension_NegativeOrAbsent_IsNeitherLengthNorSymbol()
    {
        var shape = Encode.Message(writer =>
        {
            writer.Bytes(1, Encode.Message(dimension => dimension.Int64(1, -1)));
            writer.Bytes(1, []);
            writer.Bytes(1, Encode.Message(dimension => dimension.Int64(1, 0)));
        });
        var type = Encode.Message(writer => writer.Bytes(1, Encode.Message(tensor => tensor.Bytes(2, shape))));
        var file = Encode.Message(writer => writer.Bytes(7, Encode.Message(graph => graph.Bytes(11, Encode.Message(value => value.Bytes(2, type))))));
        Assert.Equal([OnnxDimension.Named(""), OnnxDimension.Named(""), OnnxDimension.Fixed(0)], OnnxReader.Read(file).Graph.Inputs[0].Shape!);
    }
}
