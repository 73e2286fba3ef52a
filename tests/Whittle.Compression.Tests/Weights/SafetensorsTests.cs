using System.Buffers.Binary;
using System.Text;
using TorchSharp;
using Whittle.Compression.Weights;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Weights;

public class SafetensorsTests
{
    /// <summary>The example of the format's description: a header, then 1.0f and 2.0f.</summary>
    [Fact]
    public void Read_HandWrittenFile()
    {
        Torch.Need();
        var file = File("""{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", [0, 0, 128, 63, 0, 0, 0, 64]);
        var (name, value) = Assert.Single(Safetensors.Read(file));
        Assert.Equal("w", name);
        Assert.Equal([1, 2], value.shape);
        Assert.Equal([1, 2], Networks.Values(value));
    }

    [Fact]
    public void Write_EveryType_ReadsBack()
    {
        Torch.Need();
        ScalarType[] types =
        [
            ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32, ScalarType.Int16,
            ScalarType.Int8,
            ScalarType.Byte, ScalarType.Bool,
        ];
        var tensors = types.ToDictionary(type => $"{type}", type => arange(6).reshape(2, 3).to_type(type));
        tensors.Add("empty", zeros(0, 3));
        tensors.Add("transposed", arange(6, dtype: ScalarType.Float32).reshape(2, 3).t());
        var read = Safetensors.Read(Safetensors.Write(tensors));
        Assert.Equal(tensors.Count, read.Count);
        Assert.All(tensors, entry =>
        {
            Assert.Equal(entry.Value.dtype, read[entry.Key].dtype);
            Assert.Equal(entry.Value.shape, read[entry.Key].shape);
            Assert.True(entry.Value.eq(read[entry.Key]).all().item<bool>(), entry.Key);
        });
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""")]
    [InlineData("""{"w":{"dtype":"Q7","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":"two","data_offsets":[0,8]}}""")]
    [InlineData("""{"w":""")]
    [InlineData("[]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":7}""")]
    [InlineData("""{"w":{"dtype":null,"shape":[2],"data_offsets":[0,8]}}""")]
    public void Read_DamagedHeader_IsRefused(string header)
    {
        Torch.Need();
        Assert.Throws<TensorFileException>(() => Safetensors.Read(File(header, new byte[8])));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"I8","shape":[8],"data_offsets":[0,8]}}""", "overlap")]
    [InlineData("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "hole")]
    [InlineData("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "belongs to none")]
    public void Read_PlacesThatDoNotTile_AreRefused(string header, string problem)
    {
        Torch.Need();
        Assert.Contains(problem, Assert.Throws<TensorFileException>(() => Safetensors.Read(File(header, new byte[8]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ShortTypes_HandWritten()
    {
        Torch.Need();
        const string Header = """{"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]},"i":{"dtype":"I8","shape":[2],"data_offsets":[6,8]},"n":{"dtype":"F32","shape":[0,3],"data_offsets":[8,8]}}""";
        var read = Safetensors.Read(File(Header, [0x00, 0x3C, 0x00, 0xC1, 0xC0, 0x3F, 0xFF, 0x7F]));
        Assert.Equal([1f, -2.5f], Networks.Values(read["h"].to_type(ScalarType.Float32)));
        Assert.Equal([1.5f], Networks.Values(read["b"].to_type(ScalarType.Float32)));
        Assert.Equal([-1f, 127f], Networks.Values(read["i"].to_type(ScalarType.Float32)));
        Assert.Equal([0, 3], read["n"].shape);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1ul << 63)]
    [InlineData(100_000_001)]
    [InlineData(9)]
    public void Read_HeaderLongerThanTheFile_IsRefused(ulong length)
    {
        Torch.Need();
        Assert.Throws<TensorFileException>(() => Safetensors.Read([.. BitConverter.GetBytes(length), .. new byte[8]]));
    }

    [Fact]
    public void Read_DeepHeader_IsRefused()
    {
        Torch.Need();
        Assert.Throws<TensorFileException>(() => Safetensors.Read(File(new string('[', 100_000), [])));
    }

    [Fact]
    public void Read_CutFile_IsRefused()
    {
        Torch.Need();
        using var value = ones(2);
        var file = Safetensors.Write(new Dictionary<string, Tensor> { ["w"] = value });
        for (var length = 0; length < file.Length; length++)
        {
            Assert.Throws<TensorFileException>(() => Safetensors.Read(file.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Load_OtherNetwork_HasTheSameWeights()
    {
        Torch.Need();
        using var first = nn.Sequential(("fc", nn.Linear(3, 2)), ("bn", nn.BatchNorm1d(2)));
        using var second = nn.Sequential(("fc", nn.Linear(3, 2)), ("bn", nn.BatchNorm1d(2)));
        NetworkState.Load(second, Safetensors.Read(Safetensors.Write(NetworkState.Of(first))));
        Assert.Equal(Networks.Values(((TorchSharp.Modules.Linear)first[0]).weight), Networks.Values(((TorchSharp.Modules.Linear)second[0]).weight));
    }

    [Fact]
    public void Load_OtherArchitecture_NamesEveryDifference()
    {
        Torch.Need();
        using var network = nn.Sequential(("fc", nn.Linear(3, 2)));
        var message = Assert.Throws<CompressionException>(() => NetworkState.Load(network, new Dictionary<string, Tensor> { ["fc.weight"] = ones(3, 2), ["x"] = ones(1) })).Message;
        Assert.Contains("fc.bias is missing", message, StringComparison.Ordinal);
        Assert.Contains("x is not in the network", message, StringComparison.Ordinal);
        Assert.Contains("fc.weight is [3, 2]", message, StringComparison.Ordinal);
    }

    private static byte[] File(string header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. data];
    }
}
