using System.IO.Compression;
using System.Text;
using Whittle.Compression.Weights;

namespace Whittle.Compression.Tests.Weights;

public class StateDictTests
{
    private static readonly byte[] _elements = [.. Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes((float)i))];

    [Fact]
    public void Read_TwoViewsOfOneStorage()
    {
        Torch.Need();
        var state = StateDict.Read(Archive(Pickle(Entry("w", 0, [2, 3], [3, 1]), Entry("t", 1, [2, 2], [1, 3]))));
        Assert.Equal(["w", "t"], state.Keys);
        Assert.Equal([2, 3], state["w"].shape);
        Assert.Equal([0, 1, 2, 3, 4, 5], Networks.Values(state["w"]));
        Assert.Equal([1, 4, 2, 5], Networks.Values(state["t"]));
    }

    [Fact]
    public void Read_OtherGlobal_IsRefusedByName()
    {
        Torch.Need();
        var error = Assert.Throws<TensorFileException>(
            () => StateDict.Read(Archive([0x80, 2, .. "cos\nsystem\n"u8, (byte)'X', 2, 0, 0, 0, .. "ls"u8, 0x85, (byte)'R', (byte)'.'])));
        Assert.Contains("os.system", error.Message, StringComparison.Ordinal);
    }

    /// <summary>INST, OBJ, NEWOBJ, EXT and friends have no place in a state_dict.</summary>
    [Theory]
    [InlineData((byte)'i', "INST (0x69)")]
    [InlineData((byte)'o', "OBJ (0x6F)")]
    [InlineData(0x81, "NEWOBJ (0x81)")]
    [InlineData(0x82, "EXT1 (0x82)")]
    [InlineData(0x92, "NEWOBJ_EX (0x92)")]
    [InlineData((byte)'P', "PERSID (0x50)")]
    [InlineData((byte)']', "EMPTY_LIST (0x5D)")]
    [InlineData(0xFE, "without a name (0xFE)")]
    public void Read_OtherOperation_IsRefusedByName(byte code, string name)
    {
        Torch.Need();
        Assert.Contains(
            name, Assert.Throws<TensorFileException>(() => StateDict.Read(Archive([0x80, 2, (byte)'(', code, (byte)'.']))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 7, 1)]
    [InlineData(5, 2, 1)]
    [InlineData(0, 4, 2)]
    [InlineData(0, 100, 0)]
    public void Read_ViewOutsideItsStorage_IsRefused(byte offset, byte length, byte stride)
    {
        Torch.Need();
        Assert.Throws<TensorFileException>(() => StateDict.Read(Archive(Pickle(Entry("w", offset, [length], [stride])))));
    }

    [Fact]
    public void Read_Checkpoint_SaysWhatToSave()
    {
        Torch.Need();
        var error = Assert.Throws<TensorFileException>(
            () => StateDict.Read(Archive([0x80, 2, (byte)'}', (byte)'X', 5, 0, 0, 0, .. "epoch"u8, (byte)'K', 7, (byte)'s', (byte)'.'])));
        Assert.Contains("'epoch' is no tensor", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Writers that cannot seek put sizes behind the data, and large files have 64-bit sizes.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Read_DescriptorsAndZip64(bool descriptors, bool wide)
    {
        Torch.Need();
        var archive = new SmallZip(descriptors, wide).Add("m/data.pkl", Pickle(Entry("w", 0, [2, 3], [3, 1]))).Add("m/data/0", _elements).ToArray();
        Assert.Equal([0, 1, 2, 3, 4, 5], Networks.Values(StateDict.Read(archive)["w"]));
        for (var length = 0; length < archive.Length; length++)
        {
            Assert.Throws<TensorFileException>(() => StateDict.Read(archive[..length]));
        }
    }

    [Fact]
    public void Read_SizesThatLie_AreRefused()
    {
        Torch.Need();
        var pickle = Pickle(Entry("w", 0, [2, 3], [3, 1]));
        Assert.Throws<TensorFileException>(
            () => StateDict.Read(new SmallZip(false, true).Add("m/data.pkl", pickle).Add("m/data/0", _elements, claimed: 1L << 40).ToArray()));
        Assert.Throws<TensorFileException>(
            () => StateDict.Read(new SmallZip(false, false).Add("m/data.pkl", pickle).Add("m/data/0", _elements, claimed: 2_000_000_000).ToArray()));
        Assert.Throws<TensorFileException>(
            () => StateDict.Read(new SmallZip(false, false).Add("m/data.pkl", pickle).Add("m/data/0", _elements[..8]).ToArray()));
    }

    [Fact]
    public void Read_NoArchive_IsRefused()
    {
        Torch.Need();
        Assert.Throws<TensorFileException>(() => StateDict.Read([1, 2, 3]));
        Assert.Throws<TensorFileException>(() => StateDict.Read([]));
    }

    [Fact]
    public void Read_DamagedPickles_GiveTheOneError()
    {
        Torch.Need();
        var random = new Random(1);
        var pickle = Pickle(Entry("w", 0, [2, 3], [3, 1]));
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = pickle[..(i % 2 == 0 ? pickle.Length : random.Next(pickle.Length))];
            if (damaged.Length > 0)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                StateDict.Read(Archive(damaged));
            }
            catch (TensorFileException)
            {
                continue;
            }
        }
    }

    // The operations that torch.save writes for collections.OrderedDict of tensors, memo numbers included.
    private static byte[] Pickle(params byte[][] entries) =>
        [0x80, 2, .. "ccollections\nOrderedDict\n"u8, (byte)'q', 0, (byte)')', (byte)'R', (byte)'q', 1, (byte)'(', .. entries.SelectMany(entry => entry), (byte)'u', (byte)'.'];

    private static byte[] Entry(string name, byte offset, byte[] shape, byte[] strides) =>
    [
        .. Text(name),
        .. "ctorch._utils\n_rebuild_tensor_v2\n"u8,
        (byte)'(',
        (byte)'(',
        .. Text("storage"),
        .. "ctorch\nFloatStorage\n"u8,
        .. Text("0"),
        .. Text("cpu"),
        (byte)'K',
        6,
        (byte)'t',
        (byte)'Q',
        (byte)'K',
        offset,
        .. Tuple(shape),
        .. Tuple(strides),
        0x89,
        .. "ccollections\nOrderedDict\n"u8,
        (byte)')',
        (byte)'R',
        (byte)'t',
        (byte)'R',
    ];

    private static byte[] Tuple(byte[] values) => [(byte)'(', .. values.SelectMany(value => new[] { (byte)'K', value }), (byte)'t'];

    private static byte[] Text(string text) => [(byte)'X', (byte)text.Length, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Archive(byte[] pickle)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "model/data.pkl", pickle);
            Add(archive, "model/byteorder", "little"u8.ToArray());
            Add(archive, "model/data/0", _elements);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(bytes);
    }
}
