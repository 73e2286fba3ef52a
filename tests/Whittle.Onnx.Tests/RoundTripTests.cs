namespace Whittle.Onnx.Tests;

public class RoundTripTests
{
    public static TheoryData<string> Samples => ["Gemm", "Everything", "Nested"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void WriteThenRead_GivesTheSameModel(string sample) => ModelComparer.AssertEqual(Make(sample), OnnxReader.Read(OnnxWriter.Write(Make(sample))));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_IsDeterministic(string sample) => Assert.Equal(OnnxWriter.Write(Make(sample)), OnnxWriter.Write(Make(sample)));

    [Fact]
    public void Comparer_SeesEveryMember()
    {
        var changed = SampleModels.Everything();
        changed.Functions[0].Nodes[0].Attributes[0].ReferenceName = "other";
        Assert.Equal(
            "model.Functions[0].Nodes[0].Attributes[0].ReferenceName: axis != other",
            ModelComparer.Difference("model", SampleModels.Everything(), changed));
        changed = SampleModels.Everything();
        changed.Graph.Initializers[0].Data = new byte[24];
        Assert.Equal("model.Graph.Initializers[0].Data", ModelComparer.Difference("model", SampleModels.Everything(), changed));
    }

    [Fact]
    public void Read_KeepsRawDataAsAWindowOfTheFile()
    {
        var file = OnnxWriter.Write(SampleModels.Gemm());
        var data = OnnxReader.Read(file).Graph.Initializers[0].Data;
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(data, out var segment));
        Assert.Same(file, segment.Array);
    }

    [Fact]
    public void Write_LongMessages_HaveLongLengths()
    {
        // Around the lengths where the prefix of a nested message grows by a byte.
        foreach (var length in new[] { 100, 126, 127, 128, 129, 16_380, 16_383, 16_384, 16_385, 2_097_152 })
        {
            var model = SampleModels.Gemm();
            model.Graph.Initializers.Add(OnnxTensor.FromBytes("bulk", [length], [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))]));
            model.Graph.Name = "after";
            ModelComparer.AssertEqual(model, OnnxReader.Read(OnnxWriter.Write(model)));
        }
    }

    [Fact]
    public void Write_DataThatDoesNotFitTheShape_IsRefused()
    {
        var tensor = new OnnxTensor { Name = "w", ElementType = OnnxElementType.Float, Dimensions = [2], Data = new byte[7] };
        var failure = Assert.Throws<OnnxFormatException>(() => OnnxWriter.WriteTensor(tensor));
        Assert.Equal("Tensor 'w' holds 7 bytes of data, but Float [2] needs 8.", failure.Message);
    }

    private static OnnxModel Make(string sample) => sample switch
    {
        "Gemm" => SampleModels.Gemm(),
        "Nested" => SampleModels.Nested(64),
        _ => SampleModels.Everything(),
    };
}
