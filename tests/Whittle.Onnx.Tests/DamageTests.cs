using System.Diagnostics;

namespace Whittle.Onnx.Tests;

/// <summary>Whatever the bytes are, reading gives a model or an OnnxFormatException.</summary>
public class DamageTests
{
    private static readonly byte[][] s_files =
    [
        OnnxWriter.Write(SampleModels.Gemm()),
        OnnxWriter.Write(SampleModels.Everything()),
        OnnxWriter.Write(SampleModels.Nested(64)),
        Encode.Model(Encode.External(OnnxElementType.Float, [3], "location", "x.bin", "offset", "0", "length", "12")),
        Encode.Model(Encode.Tensor(OnnxElementType.Int8, [4], writer => writer.Bytes(5, Encode.Varints(1, -2, 3, 400)))),
        Encode.Model(Encode.Tensor(OnnxElementType.Float, [3], writer => writer.Bytes(4, new byte[12]))),
    ];

    [Fact]
    public void Mutations_NeverThrowAnythingElse()
    {
        const int count = 20_000;
        var random = new Random(20_240_611);
        var clock = Stopwatch.StartNew();
        var refused = 0;
        var tried = 0;
        for (; tried < count && clock.Elapsed < TimeSpan.FromSeconds(60); tried++)
        {
            refused += ReadsAsModel(Mutate(s_files[tried % s_files.Length], random)) ? 0 : 1;
        }

        // Both outcomes must be common, or the mutations test nothing.
        Assert.InRange(refused, tried / 10, tried * 9 / 10);
        Assert.True(tried > 1000, $"only {tried} mutations were read in time");
    }

    [Fact]
    public void RandomBytes_NeverThrowAnythingElse()
    {
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            ReadsAsModel(bytes);
            TryRead(() => OnnxReader.ReadTensor(bytes));
        }
    }

    [Fact]
    public void TruncatedAnywhereInTheGraph_IsRefused()
    {
        var model = SampleModels.Everything();
        var whole = OnnxWriter.Write(model);
        model.OperatorSets.Clear();
        model.Metadata.Clear();
        model.Functions.Clear();
        var graphEnd = OnnxWriter.Write(model).Length;
        for (var length = 0; length < whole.Length; length++)
        {
            // After the graph a cut between two fields leaves a shorter but valid model.
            var isModel = ReadsAsModel(whole[..length]);
            Assert.False(isModel && length < graphEnd, $"{length} of {whole.Length} bytes were read as a model");
        }
    }

    [Fact]
    public void TruncatedTensor_IsRefused()
    {
        var whole = OnnxWriter.WriteTensor(OnnxTensor.FromFloats("name", [2, 2], [1, 2, 3, 4]));
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<OnnxFormatException>(() => OnnxReader.ReadTensor(whole.AsMemory(0, length)));
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var bytes = file.ToList();

        // Edits that change the length are found out by the enclosing lengths; those that keep it get deeper.
        var kinds = random.Next(2) == 0 ? 2 : 6;
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(kinds))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3 when bytes.Count > 1:
                    bytes.RemoveAt(at);
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)0xFF, random.Next(1, 12)));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(at + 1), Math.Min(8, bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Reads, and uses what was read: lengths and conversions must hold too.</summary>
    private static bool ReadsAsModel(byte[] bytes) => TryRead(() =>
    {
        var model = OnnxReader.Read(bytes, Path.GetTempPath());
        foreach (var tensor in model.Graph.Initializers)
        {
            _ = tensor.Length;
            TryRead(() => tensor.ToFloats());
            TryRead(() => tensor.ToInt64s());
        }

        // A damaged attribute may hold values that its kind does not name; the writer leaves those out, and from there on nothing changes.
        var written = OnnxWriter.Write(model);
        Assert.Equal(written, OnnxWriter.Write(OnnxReader.Read(written)));
    });

    private static bool TryRead(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (OnnxFormatException failure)
        {
            Assert.NotEmpty(failure.Message);
            Assert.NotEmpty(failure.Cure);
            return false;
        }
    }
}
