using System.IO.Compression;
using System.Text;
using TorchSharp;
using Whittle.Compression.Weights;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Weights;

/// <summary>The members that <c>torch.save(nn.Linear(3, 2).state_dict(), "linear.pth")</c> writes, operation by operation.</summary>
public class SavedByTorchTests
{
    [Fact]
    public void Read_LoadsIntoTheSameArchitecture()
    {
        Torch.Need();
        var state = StateDict.Read(File());
        Assert.Equal(["weight", "bias"], state.Keys);
        using var network = nn.Linear(3, 2);
        NetworkState.Load(network, state);
        using var input = tensor(new float[] { 1, 10, 100 });
        Assert.Equal([321.5f, 653.25f], Networks.Values(network.call(input)));
    }

    [Fact]
    public void Load_OtherArchitecture_NamesEveryFault()
    {
        Torch.Need();
        using var network = nn.Sequential(("fc", nn.Linear(3, 2)));
        var error = Assert.Throws<CompressionException>(() => NetworkState.Load(network, StateDict.Read(File())));
        Assert.Contains("fc.weight is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("bias is not in the network", error.Message, StringComparison.Ordinal);
        using var wider = nn.Linear(4, 2);
        Assert.Contains(
            "weight is [2, 3], the network's [2, 4]",
            Assert.Throws<CompressionException>(() => NetworkState.Load(wider, StateDict.Read(File()))).Message,
            StringComparison.Ordinal);
    }

    // Protocol 2; q keeps a value in the memo, h recalls it, b sets the dictionary's attribute _metadata.
    private static byte[] Pickle() =>
    [
        0x80, 2, .. "ccollections\nOrderedDict\nq"u8, 0, .. ")Rq"u8, 1, (byte)'(',
        .. Text("weight"),
        (byte)'q',
        2,
        .. "ctorch._utils\n_rebuild_tensor_v2\nq"u8,
        3,
        .. "(("u8,
        .. Text("storage"),
        (byte)'q',
        4,
        .. "ctorch\nFloatStorage\nq"u8,
        5,
        .. Text("0"),
        (byte)'q',
        6,
        .. Text("cpu"),
        (byte)'q',
        7,
        .. "K\u0006tq"u8,
        8,
        .. "QK\0K\u0002K\u0003"u8,
        0x86,
        (byte)'q',
        9,
        .. "K\u0003K\u0001"u8,
        0x86,
        (byte)'q',
        10,
        0x89, (byte)'h', 0, .. ")Rq"u8, 11, .. "tq"u8, 12, .. "Rq"u8, 13,
        .. Text("bias"),
        (byte)'q',
        14,
        (byte)'h',
        3,
        .. "((h"u8,
        4,
        (byte)'h',
        5,
        .. Text("1"),
        (byte)'q',
        15,
        (byte)'h',
        7,
        .. "K\u0002tq"u8,
        16,
        .. "QK\0K\u0002"u8,
        0x85,
        (byte)'q',
        17,
        .. "K\u0001"u8, 0x85, (byte)'q', 18, 0x89, (byte)'h', 0, .. ")Rq"u8, 19, .. "tq"u8, 20, .. "Rq"u8, 21,
        .. "u}q"u8,
        22,
        .. Text("_metadata"),
        (byte)'q',
        23,
        (byte)'h',
        0,
        .. ")Rq"u8,
        24,
        .. Text(""),
        (byte)'q',
        25,
        .. "}q"u8,
        26,
        .. Text("version"),
        (byte)'q',
        27,
        .. "K\u0001sssb."u8,
    ];

    private static byte[] Text(string text) => [(byte)'X', (byte)text.Length, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] File()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "linear/data.pkl", Pickle());
            Add(archive, "linear/.format_version", "1"u8.ToArray());
            Add(archive, "linear/.storage_alignment", "64"u8.ToArray());
            Add(archive, "linear/byteorder", "little"u8.ToArray());
            Add(archive, "linear/data/0", [.. Enumerable.Range(1, 6).SelectMany(i => BitConverter.GetBytes((float)i))]);
            Add(archive, "linear/data/1", [.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(-0.75f)]);
            Add(archive, "linear/version", "3\n"u8.ToArray());
            Add(archive, "linear/.data/serialization_id", "1234567890123456789012345678901234567890"u8.ToArray());
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(bytes);
    }
}
