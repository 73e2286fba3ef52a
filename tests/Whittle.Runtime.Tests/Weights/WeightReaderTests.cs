using Whittle.Runtime.Weights;

namespace Whittle.Runtime.Tests.Weights;

public class WeightReaderTests
{
    [Fact]
    public void Read_RawOfEveryType_RoundTrips()
    {
        var reader = Open(new WeightWriter()
            .Raw(WeightElementType.Float32, [1.5f, -2f, float.NaN])
            .Raw(WeightElementType.Float16, [(Half)0.5f, (Half)(-3f)])
            .Raw(WeightElementType.Int8, new sbyte[] { -128, 127 })
            .Raw(WeightElementType.UInt8, new byte[] { 0, 255 })
            .Raw(WeightElementType.Int32, [int.MinValue, 7])
            .Raw(WeightElementType.Int64, [long.MaxValue])
            .Raw(WeightElementType.Float64, [Math.PI])
            .Raw(WeightElementType.Bool, new byte[] { 0, 1, 2 })
            .Raw(WeightElementType.Int4, new sbyte[] { -8, 7, -1 })
            .Raw(WeightElementType.UInt4, new byte[] { 15, 0, 8, 1 })
            .Raw(WeightElementType.Float32, Array.Empty<float>()));
        Assert.Equal(11, reader.Count);
        Assert.Equal([1.5f, -2f, float.NaN], reader.Read<float>(0));
        Assert.Equal([(Half)0.5f, (Half)(-3f)], reader.Read<Half>(1));
        Assert.Equal([0.5f, -3f], reader.Read<float>(1));
        Assert.Equal([-128, 127], reader.Read<sbyte>(2));
        Assert.Equal([0, 255], reader.Read<byte>(3));
        Assert.Equal([int.MinValue, 7], reader.Read<int>(4));
        Assert.Equal([long.MaxValue], reader.Read<long>(5));
        Assert.Equal([Math.PI], reader.Read<double>(6));
        Assert.Equal([false, true, true], reader.Read<bool>(7));
        Assert.Equal([-8, 7, -1], reader.Read<sbyte>(8));
        Assert.Equal([15, 0, 8, 1], reader.Read<byte>(9));
        Assert.Empty(reader.Read<float>(10));
        Assert.Equal((3, WeightElementType.Int4, WeightEncoding.Raw), (reader.Length(8), reader.ElementType(8), reader.Encoding(8)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65535)]
    public void Read_Codebook_RoundTrips(int entries)
    {
        var random = new Random(entries);
        var table = Enumerable.Range(0, entries).Select(i => i - 100.5f).ToArray();
        for (var count = 0; count < 70; count++)
        {
            var indices = Enumerable.Range(0, count).Select(_ => random.Next(entries)).ToArray();
            var reader = Open(new WeightWriter().Codebook(WeightElementType.Float32, table, indices));
            Assert.Equal(indices.Select(i => table[i]), reader.Read<float>(0));
            if (entries <= 256)
            {
                reader.ReadCodebook<float>(0, out var bytes, out var codebook);
                Assert.Equal(indices.Select(i => (byte)i), bytes);
                Assert.Equal(table, codebook);
            }
            else
            {
                Assert.Throws<WeightFormatException>(() => reader.ReadCodebook<float>(0, out _, out _));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(16)]
    public void Read_Sparse_RoundTrips(int gapBits)
    {
        var random = new Random(gapBits);
        for (var round = 0; round < 60; round++)
        {
            var values = new sbyte[random.Next(0, 400)];
            for (var k = random.Next(0, 40); k > 0 && values.Length > 0; k--)
            {
                values[random.Next(values.Length)] = (sbyte)random.Next(-8, 8);
            }

            var floats = Array.ConvertAll(values, v => (float)v);
            var reader = Open(new WeightWriter()
                .Sparse(WeightElementType.Int8, gapBits, values).Sparse(WeightElementType.Int4, gapBits, values).Sparse(WeightElementType.Float32, gapBits, floats));
            Assert.Equal(values, reader.Read<sbyte>(0));
            Assert.Equal(values, reader.Read<sbyte>(1));
            Assert.Equal(floats, reader.Read<float>(2));
        }
    }

    [Fact]
    public void Read_HandWrittenBytes_AreWhatThePageSays()
    {
        // One codebook tensor: 3 entries (2 bits each) -1, 0, 5; indices 2 0 1 2 2 = 10 00 01 10 10 lowest bit first: 0b10_01_00_10, 0b10.
        byte[] content = new byte[128 + 7];
        "WHTL"u8.CopyTo(content);
        (content[4], content[8], content[24], content[25], content[28], content[32], content[36]) = (1, 1, 1, 2, 5, 128, 7);
        new byte[] { 3, 0, 0xFF, 0, 5, 0b10_01_00_10, 0b10 }.CopyTo(content, 128);
        WeightWriter.Seal(content);
        Assert.Equal([5, -1, 0, 5, 5], Open(content).Read<sbyte>(0));
    }

    [Fact]
    public void Read_WrongTypeLengthOrIndex_NamesResourceAndCure()
    {
        var reader = Open(new WeightWriter().Raw(WeightElementType.Int8, new sbyte[4]));
        AssertFails("expects elements of type Single", () => reader.Read<float>(0));
        AssertFails("expects 3 elements", () => reader.Read<sbyte>(0, new sbyte[3]));
        AssertFails("tensor 1 is asked for", () => reader.Read<sbyte>(1));
        AssertFails("expects a codebook", () => reader.ReadCodebook<sbyte>(0, out _, out _));
    }

    [Fact]
    public void Open_BadHeaders_SayWhatIsWrong()
    {
        var good = new WeightWriter().Raw(WeightElementType.Int8, new sbyte[4]).ToArray();
        AssertFails("header", () => Open([]));
        AssertFails("header", () => Open(good[..23]));
        AssertFails("version 2", () => Open(Changed(good, 4, 2)));
        AssertFails("checksum", () => Open(Changed(good, 64, 1)));
        AssertFails("checksum", () => Open([.. good, 1]));
        AssertFails("directory", () => Open(Sealed(Changed(good, 11, 255))));
        AssertFails("unknown encoding", () => Open(Sealed(Changed(good, 24, 3))));
        AssertFails("claims", () => Open(Sealed(Changed(good, 31, 255))));
        AssertFails("misaligned", () => Open(Sealed(Changed(good, 32, 65))));
        AssertFails("no such embedded resource", () => WeightReader.Open(typeof(WeightReaderTests).Assembly, "Missing.weights"));
    }

    [Fact]
    public void Read_Mutations_ThrowNothingElseAndStayInside()
    {
        var random = new Random(61);
        var sparse = new float[300];
        (sparse[3], sparse[250]) = (1f, 2f);
        var good = new WeightWriter()
            .Raw(WeightElementType.Int4, new sbyte[33])
            .Codebook(WeightElementType.Float32, [1f, 2f, 3f, 4f, 5f], [.. Enumerable.Range(0, 99).Select(i => i % 5)])
            .Sparse(WeightElementType.Float32, 4, sparse)
            .Raw(WeightElementType.Bool, new byte[9]).ToArray();
        var (read, refused) = (0, 0);
        for (var round = 0; round < 4000; round++)
        {
            var content = round % 4 == 0 ? good[..random.Next(good.Length + 1)] : (byte[])good.Clone();
            for (var k = random.Next(1, 4); k > 0 && content.Length > 24; k--)
            {
                content[random.Next(3) == 0 ? random.Next(content.Length) : random.Next(8, Math.Min(100, content.Length))] = (byte)random.Next(random.Next(2) == 0 ? 8 : 256);
            }

            if (content.Length >= 24)
            {
                WeightWriter.Seal(content);
            }

            TryAll(content, ref read, ref refused);
        }

        Assert.True(read > 1000 && refused > 1000, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Open_OtherStream_IsCopied()
    {
        var content = new WeightWriter().Raw(WeightElementType.Int32, [1, 2, 3]).ToArray();
        var reader = WeightReader.Open(new MemoryStream(content), null, "test");
        content.AsSpan().Clear();
        Assert.Equal([1, 2, 3], reader.Read<int>(0));
    }

    [Fact]
    public void Open_EmbeddedResource_IsReadInPlace()
    {
        var reader = WeightReader.Open(typeof(WeightReaderTests).Assembly, "Test.weights");
        Assert.Equal([1, 2, 3], reader.Read<sbyte>(0));
    }

    private static unsafe void TryAll(byte[] content, ref int read, ref int refused)
    {
        using var memory = new GuardedMemory(content.Length, atEnd: true);
        content.CopyTo(memory.Bytes);
        fixed (byte* start = memory.Bytes)
        {
            try
            {
                var reader = new WeightReader(start, content.Length, null, "test");
                for (var i = 0; i < reader.Count; i++)
                {
                    TryOne(reader, i, ref read, ref refused);
                }
            }
            catch (WeightFormatException)
            {
                refused++;
            }
        }
    }

    private static void TryOne(WeightReader reader, int index, ref int read, ref int refused)
    {
        if (reader.Length(index) > 1 << 16)
        {
            return;
        }

        Action[] attempts = [() => reader.Read<float>(index), () => reader.Read<sbyte>(index), () => reader.Read<bool>(index), () => reader.ReadCodebook<float>(index, out _, out _)];
        foreach (var attempt in attempts)
        {
            try
            {
                attempt();
                read++;
            }
            catch (WeightFormatException)
            {
                refused++;
            }
        }
    }

    private static byte[] Changed(byte[] content, int position, byte value)
    {
        content = (byte[])content.Clone();
        content[position] = value;
        return content;
    }

    private static byte[] Sealed(byte[] content)
    {
        WeightWriter.Seal(content);
        return content;
    }

    private static void AssertFails(string part, Action action)
    {
        var error = Assert.Throws<WeightFormatException>(action);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("Rebuild the project", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{error.Resource}'", error.Message, StringComparison.Ordinal);
    }

    private static WeightReader Open(WeightWriter writer) => Open(writer.ToArray());

    private static WeightReader Open(byte[] content) => WeightReader.Open(new MemoryStream(content), null, "test");
}
