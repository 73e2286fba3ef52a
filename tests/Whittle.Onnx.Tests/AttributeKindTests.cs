using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Tests;

/// <summary>Files of the first IR versions do not state the kind of an attribute.</summary>
public class AttributeKindTests
{
    [Fact]
    public void WithoutAType_ThePresentFieldTellsTheKind()
    {
        Assert.Equal(OnnxAttributeKind.Float, Kind(writer => writer.Single(2, 0)));
        Assert.Equal(OnnxAttributeKind.Int, Kind(writer => writer.Int64(3, 0)));
        Assert.Equal(OnnxAttributeKind.String, Kind(writer => writer.Text(4, "")));
        Assert.Equal(OnnxAttributeKind.Tensor, Kind(writer => writer.Bytes(5, OnnxWriter.WriteTensor(OnnxTensor.FromFloats("", [], [1])))));
        Assert.Equal(OnnxAttributeKind.Graph, Kind(writer => writer.Bytes(6, [])));
        Assert.Equal(OnnxAttributeKind.Floats, Kind(writer => writer.Single(7, 1)));
        Assert.Equal(OnnxAttributeKind.Ints, Kind(writer => writer.Int64(8, 1)));
        Assert.Equal(OnnxAttributeKind.Strings, Kind(writer => writer.Text(9, "a")));
        Assert.Equal(OnnxAttributeKind.Undefined, Kind(_ => { }));
    }

    [Fact]
    public void AStatedType_Wins()
    {
        Assert.Equal(OnnxAttributeKind.Ints, Kind(writer => writer.Int64(20, 7)));
        Assert.Equal(OnnxAttributeKind.Int, Kind(writer =>
        {
            writer.Int64(20, 99);
            writer.Int64(3, 5);
        }));
    }

    [Fact]
    public void PackedNumbers_AreRead()
    {
        Assert.Equal([3L, -1L], Read(writer => writer.Bytes(8, Encode.Varints(3, -1))).Ints);
        Assert.Equal([1f], Read(writer => writer.Bytes(7, BitConverter.GetBytes(1f))).Floats);
    }

    private static OnnxAttributeKind Kind(Action<ProtoWriter> fields) => Read(fields).Kind;

    private static OnnxAttribute Read(Action<ProtoWriter> fields)
    {
        var node = Encode.Message(writer => writer.Bytes(5, Encode.Message(fields)));
        return OnnxReader.Read(Encode.Message(model => model.Bytes(7, Encode.Message(graph => graph.Bytes(1, node))))).Graph.Nodes[0].Attributes[0];
    }
}
