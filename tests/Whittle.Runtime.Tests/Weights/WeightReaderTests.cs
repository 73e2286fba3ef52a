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
        Assert.Equal((3, WeightElementType.Int4), (reader.Length(8), reader.ElementType(8)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65536)]
    public void Read_Codebook_RoundTrips(int entries)
    {
        var random = new Random(entries);
        var table = Enumerable.Range(0, entries).Select(i => i - 100.5f).ToArray();
        foreach (var count in Enumerable.Range(0, 20).Append(69).Append(1023).Append(1025).Append(4097))
        {
            var indices = Enumerable.Range(0, count).Select(_ => (int)(random.NextDouble() * random.NextDouble() * entries)).ToArray();
            var writer = new WeightWriter().Codebook(WeightElementType.Float32, table, indices);
            var reader = Open(entries <= 256 ? writer.Codebook(WeightElementType.Float32, table, indices, coded: true) : writer);
            for (var i = 0; i < reader.Count; i++)
            {
                Assert.Equal(indices.Select(k => table[k]), reader.Read<float>(i));
                if (entries <= 256)
                {
                    var (bytes, codebook) = (reader.ReadIndices<float>(i), reader.ReadCodebook<float>(i));
                    Assert.Equal(indices.Select(k => (byte)k), bytes);
                    Assert.Equal(table, codebook);
                }
                else
                {
                    Assert.Throws<WeightFormatException>(() => reader.ReadCodebook<float>(0));
                    Assert.Throws<WeightFormatException>(() => reader.ReadIndices<float>(0));
                }
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
            var coded = gapBits <= 8;
            var reader = Open(new WeightWriter()
                .Sparse(WeightElementType.Int8, gapBits, values).Sparse(WeightElementType.Int4, gapBits, values, coded).Sparse(WeightElementType.Float32, gapBits, floats, coded));
            Assert.Equal(values, reader.Read<sbyte>(0));
            Assert.Equal(values, reader.Read<sbyte>(1));
            Assert.Equal(floats, reader.Read<float>(2));
        }
    }

    [Theory]
    [InlineData(WeightElementType.Int4, -8, 16)]
    [InlineData(WeightElementType.UInt4, 3, 5)]
    [InlineData(WeightElementType.Int8, -128, 256)]
    [InlineData(WeightElementType.UInt8, 100, 7)]
    [InlineData(WeightElementType.Int32, -70000, 300)]
    [InlineData(WeightElementType.Int64, 5, 1)]
    public void Read_Integers_RoundTrips(WeightElementType type, int minimum, int alphabet)
    {
        var random = new Random(alphabet);
        int[] symbols = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(alphabet))];
        var reader = Open(new WeightWriter().Integers(type, minimum, alphabet, symbols).Integers(type, minimum, alphabet, symbols, coded: alphabet <= 256));
        for (var i = 0; i < reader.Count; i++)
        {
            IEnumerable<long> read = type switch
            {
                WeightElementType.Int32 => reader.Read<int>(i).Select(v => (long)v),
                WeightElementType.Int64 => reader.Read<long>(i),
                WeightElementType.UInt4 or WeightElementType.UInt8 => reader.Read<byte>(i).Select(v => (long)v),
                _ => reader.Read<sbyte>(i).Select(v => (long)v),
            };
            Assert.Equal(symbols.Select(s => (long)minimum + s), read);
        }
    }

    [Fact]
    public void Read_HalvesScalesAndTablesPerRow()
    {
        var reader = Open(new WeightWriter()
            .Halves([0.5f, -3f, 65504f])
            .Scaled([0.1f, 7f], -2, 4, [0, 1, 2, 3, 3, 0])
            .Codebook(WeightElementType.Float32, [1f, 2f, 3f, 40f, 50f, 60f], [0, 1, 2, 0, 1, 2, 2, 1], rows: 2)
            .Sparse(WeightElementType.Float32, 2, [0f, 0, 5, 0, 0, 0, 0, 0, 6])
            .Add(1, WeightElementType.Float32, 6, [2, 2, 3, 0, 0x11, 2, 2, 1, 0, .. BitConverter.GetBytes(8f), .. BitConverter.GetBytes(9f), 0])
            .SameAs(1));
        Assert.Equal([0.5f, -3f, 65504f], reader.Read<float>(0));
        Assert.Equal([-2 * 0.1f, -0.1f, 0f, 7f, 7f, -14f], reader.Read<float>(1));
        Assert.Equal([1f, 2f, 3f, 1f, 50f, 60f, 60f, 50f], reader.Read<float>(2));
        Assert.Equal([0f, 0, 5, 0, 0, 0, 0, 0, 6], reader.Read<float>(3));

        // Gaps of three bits, 1 and 2, lead to elements 1 and 4; a table of one entry for each row of three.
        Assert.Equal([0f, 8f, 0f, 0f, 9f, 0f], reader.Read<float>(4));
        Assert.Equal(reader.Read<float>(1), reader.Read<float>(5));
    }

    [Fact]
    public void Read_HandWrittenBytes_AreWhatThePageSays()
    {
        // One int8 tensor of 5: one table of 3 entries (2 bits each) -1, 0, 5; packed indices 2 0 1 2 2 = 10 00 01 10 10 lowest bit first: 0b10_01_00_10, 0b10.
        byte[] content = [.. "WHTL"u8, 2, 0, 0, 0, .. new byte[8], 1, 0x02, 5, 10, 2, 1, 3, 0, 0xFF, 0, 5, 0, 0b10_01_00_10, 0b10];
        WeightWriter.Seal(content);
        Assert.Equal([5, -1, 0, 5, 5], Open(content).Read<sbyte>(0));
    }

    [Fact]
    public void Read_HandWrittenCodedBytes_AreWhatThePageSays()
    {
        // Two symbols with frequencies 3 and 1 of 4 (precision 2, no lower bits: 1110 10). Symbols 0 0 0 1 0 from the start state 65536, last first:
        // 0: 65536 / 3 * 4 + 1 = 87381; 1: 87381 * 4 + 3 = 349527; 0: 349527 / 3 * 4 = 466036; 0: 155345 * 4 + 1 = 621381; 0: 207127 * 4 = 828508.
        byte[] payload = [3, 0, 2, 1, 0x02, 0b010111, 2, .. BitConverter.GetBytes(828508)];
        Assert.Equal([0, 0, 0, 1, 0], Open(new WeightWriter().Add(0, WeightElementType.Int8, 5, payload)).Read<sbyte>(0));
    }

    [Fact]
    public void Read_WrongTypeLengthOrIndex_NamesResourceAndCure()
    {
        var reader = Open(new WeightWriter().Raw(WeightElementType.Int8, new sbyte[4]));
        AssertFails("expects elements of type Single", () => reader.Read<float>(0));
        AssertFails("expects 3 elements", () => reader.Read<sbyte>(0, new sbyte[3]));
        AssertFails("tensor 1 is asked for", () => reader.Read<sbyte>(1));
        AssertFails("expects a codebook", () => reader.ReadCodebook<sbyte>(0));
        AssertFails("expects a codebook", () => reader.ReadIndices<sbyte>(0));
    }

    [Fact]
    public void Open_BadHeaders_SayWhatIsWrong()
    {
        var good = new WeightWriter().Raw(WeightElementType.Int8, new sbyte[4]).SameAs(0).ToArray();
        AssertFails("header", () => Open([]));
        AssertFails("header", () => Open(good[..15]));
        AssertFails("version 1", () => Open(Changed(good, 4, 1)));
        AssertFails("checksum", () => Open(Changed(good, 20, 1)));
        AssertFails("checksum", () => Open([.. good, 1]));
        AssertFails("number of tensors", () => Open(Sealed(Changed(good, 16, 100))));
        AssertFails("unknown form", () => Open(Sealed(Changed(good, 17, 0x22))));
        AssertFails("unknown form", () => Open(Sealed(Changed(good, 17, 0x0A))));
        AssertFails("number of elements", () => Open(Sealed(new WeightWriter().Add(0, WeightElementType.Int8, (1 << 28) + 1, []).ToArray())));
        AssertFails("follow the directory", () => Open(Sealed(Changed(good, 19, 6))));
        AssertFails("earlier one again", () => Open(Sealed(Changed(good, 21, 1))));
        AssertFails("unknown form", () => Open(new WeightWriter().SameAs(0)));
        AssertFails("are needed", () => Open(Sealed(good[..18])));
        AssertFails("no such embedded resource", () => WeightReader.Open(typeof(WeightReaderTests).Assembly, "Missing.weights"));
    }

    [Fact]
    public void Read_Mutations_ThrowNothingElseAndStayInside()
    {
        var random = new Random(61);
        var sparse = new float[300];
        (sparse[3], sparse[250]) = (1f, 2f);
        int[] indices = [.. Enumerable.Range(0, 99).Select(i => i * i % 5)];
        var good = new WeightWriter()
            .Raw(WeightElementType.Int4, new sbyte[33])
            .Codebook(WeightElementType.Float32, [1f, 2f, 3f, 4f, 5f], indices)
            .Codebook(WeightElementType.Float32, [1f, 2f, 3f, 4f, 5f], indices, coded: true)
            .Codebook(WeightElementType.Float32, [.. Enumerable.Range(0, 15).Select(i => i * 0.1f)], indices, rows: 3)
            .Sparse(WeightElementType.Float32, 4, sparse)
            .Sparse(WeightElementType.Int8, 4, Array.ConvertAll(sparse, v => (sbyte)v), coded: true)
            .Integers(WeightElementType.Int8, -2, 5, [.. Enumerable.Range(0, 5000).Select(i => i * i % 5)], coded: true)
            .Scaled([0.1f, 0.2f, 0.3f], -2, 5, indices)
            .SameAs(2)
            .Raw(WeightElementType.Bool, new byte[9]).ToArray();
        var (read, refused) = (0, 0);
        for (var round = 0; round < 4000; round++)
        {
            var content = round % 4 == 0 ? good[..random.Next(good.Length + 1)] : (byte[])good.Clone();
            for (var k = random.Next(1, 4); k > 0 && content.Length > 16; k--)
            {
                content[random.Next(3) == 0 ? random.Next(16, Math.Min(60, content.Length)) : random.Next(16, content.Length)] = (byte)random.Next(random.Next(2) == 0 ? 8 : 256);
            }

            if (content.Length >= 16)
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

        Action[] attempts = [() => reader.Read<float>(index), () => reader.Read<sbyte>(index), () => reader.Read<bool>(index), () => reader.ReadCodebook<float>(index), () => reader.ReadIndices<float>(index)];
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
