using Whittle.Compiler.Ir;
using Whittle.Compiler.Weights;
using Whittle.Plan;
using Whittle.Runtime.Weights;

namespace Whittle.Compiler.Tests.Weights;

/// <summary>What the compiler writes, the runtime reads.</summary>
public class WeightFileTests
{
    public static TheoryData<ElementType, string, int> Cases
    {
        get
        {
            var cases = new TheoryData<ElementType, string, int>();
            foreach (var type in new[]
            {
                ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int32, ElementType.Int64, ElementType.Bool,
                ElementType.Int4, ElementType.UInt4,
            })
            {
                foreach (var length in new[] { 0, 1, 63, 1000 })
                {
                    cases.Add(type, "noise", length);
                    cases.Add(type, "few values", length);
                    cases.Add(type, "mostly zero", length);
                    cases.Add(type, "all zero", length);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Runtime_ReadsTheSameElements(ElementType type, string kind, int length)
    {
        var random = new Random(length + kind.Length);
        var values = Enumerable.Range(0, length).Select(_ => kind switch
        {
            "noise" => random.Next(-100, 100) * 1.0078125,
            "few values" => random.Next(3) - 1,
            "mostly zero" => random.Next(20) == 0 ? random.Next(1, 100) : 0.0,
            _ => 0.0,
        });
        var small = type is ElementType.Int4 or ElementType.UInt4 ? values.Select(v => type == ElementType.UInt4 ? Math.Abs(v) % 16 : v % 8) : values;
        var tensor = Tensor.FromDoubles(new TensorType(type, new TensorShape(length)), [.. small]);
        var (file, forms) = Write(tensor);
        var reader = MemoryAssembly.Open(file);
        Assert.Equal(1, reader.Count);
        Assert.InRange(file.Length, forms[0].Bytes, forms[0].Bytes + 24);
        Assert.Equal(tensor.Bytes.ToArray(), Read(reader, type));
        Assert.Equal(file, Write(tensor).File);
    }

    [Theory]
    [InlineData("noise", "raw", 16385)]
    [InlineData("halves", "half", 8193)]
    [InlineData("eight values", "codebook", 1 + 2 + 1 + 32 + 1 + (4096 * 3 / 8))]
    [InlineData("skewed values", "codebook_coded", 800)]
    [InlineData("eight values a row", "codebooks", 1 + 2 + 1 + (8 * 4 * 64) + 1 + (4096 * 3 / 8))]
    [InlineData("scaled integers", "scaled_coded", 3560)]
    [InlineData("scaled integers by row", "scaled_coded", 3900)]
    [InlineData("sparse", "sparse_coded", 380)]
    [InlineData("sparse of few", "sparse_codebook_coded", 70)]
    public void CheapestForm_IsTaken(string kind, string encoding, int most)
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, 4096).Select(i => kind switch
        {
            "noise" => i * 0.37f,
            "halves" => random.Next(-2000, 2000) / 16f,
            "eight values" => MathF.Sqrt(3 + random.Next(8)),
            "skewed values" => MathF.Sqrt(3 + (random.Next(3) * random.Next(3) * random.Next(3))),
            "eight values a row" => MathF.Sqrt(3 + random.Next(8) + (i / 64 * 8)),
            "scaled integers" => random.Next(-50, 51) * 0.123f,
            "scaled integers by row" => random.Next(-50, 51) * (0.123f + (i / 64 * 0.001f)),
            "sparse" => i % 50 == 0 ? MathF.Sqrt(i + 1f) : 0,
            _ => i % 50 == 0 ? MathF.Sqrt(3 + random.Next(4)) : 0,
        })];
        var (file, forms) = Write(Tensor.FromFloats(new TensorShape(64, 64), values));
        Assert.Equal(encoding, forms[0].Encoding);
        Assert.InRange(forms[0].Bytes, most * 9 / 10, most);
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), MemoryAssembly.Open(file).Read<float>(0).Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [InlineData(0.5, 1.52)]
    [InlineData(0.1, 0.6)]
    [InlineData(0.01, 0.12)]
    public void Ternary_TakesFractionsOfABit(double density, double bits)
    {
        // The entropy of a weight is 1.5, 0.57 and 0.09 bits.
        var random = new Random(7);
        sbyte[] values = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextDouble() < density ? (sbyte)((random.Next(2) * 2) - 1) : (sbyte)0)];
        var (file, forms) = Write(Tensor.FromSBytes(new TensorShape(100, 100), values));
        Assert.InRange(forms[0].Bytes * 8, 0, bits * values.Length);
        Assert.Equal(values, MemoryAssembly.Open(file).Read<sbyte>(0));
    }

    [Fact]
    public void EveryDensityAndLength_RoundTrips()
    {
        var random = new Random(3);
        for (var round = 0; round < 150; round++)
        {
            var (rows, columns, density, few) = (random.Next(1, 9), random.Next(1, 1500), Math.Pow(random.NextDouble(), 3), random.Next(1, 300));
            float[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextDouble() < density ? (random.Next(few) - (few / 2)) * 0.37f : 0)];
            var (file, _) = Write(Tensor.FromFloats(new TensorShape(rows, columns), values));
            Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), MemoryAssembly.Open(file).Read<float>(0).Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void NegativeZeroAndNaN_Survive()
    {
        var floats = new float[300];
        (floats[5], floats[77], floats[200], floats[201]) = (-0f, float.NaN, float.Epsilon, float.NegativeInfinity);
        var reader = MemoryAssembly.Open(Write(Tensor.FromFloats(new TensorShape(300), floats)).File);
        Assert.Equal(floats.Select(BitConverter.SingleToInt32Bits), reader.Read<float>(0).Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [InlineData(-0f)]
    [InlineData(float.PositiveInfinity)]
    public void OddFloats_AreNoScaledIntegers(float odd)
    {
        float[] floats = [.. Enumerable.Range(0, 300).Select(i => i == 7 ? odd : (i % 90 * 0.7f))];
        var reader = MemoryAssembly.Open(Write(Tensor.FromFloats(new TensorShape(300), floats)).File);
        Assert.Equal(floats.Select(BitConverter.SingleToInt32Bits), reader.Read<float>(0).Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Codebook_IsKeptForAKernelThatReadsIt()
    {
        float[] floats = [.. Enumerable.Range(0, 40).Select(i => i < 39 ? 0f : 2f)];
        var (file, forms) = WeightFile.Write([("w", Tensor.FromFloats(new TensorShape(40), floats))], new HashSet<int> { 0 });
        Assert.StartsWith("codebook", forms[0].Encoding, StringComparison.Ordinal);
        var reader = MemoryAssembly.Open(file);
        var (indices, codebook) = (reader.ReadIndices<float>(0), reader.ReadCodebook<float>(0));
        Assert.Equal(floats, indices.Select(index => codebook[index]));
    }

    [Fact]
    public void EqualTensors_AreStoredOnce()
    {
        Tensor Make() => Tensor.FromFloats(new TensorShape(500), [.. Enumerable.Range(0, 500).Select(i => i * 1.7f)]);
        var two = WeightFile.Write([("a", Make()), ("b", Make())], new HashSet<int>()).File;
        Assert.InRange(two.Length, 2000, 2200);
        Assert.Equal(MemoryAssembly.Open(two).Read<float>(0), MemoryAssembly.Open(two).Read<float>(1));
    }

    [Fact]
    public void NoTensors_NoFile() => Assert.Empty(WeightFile.Write([], new HashSet<int>()).File);

    private static (byte[] File, (string Encoding, int Bytes)[] Forms) Write(Tensor tensor) => WeightFile.Write([("w", tensor)], new HashSet<int>());

    private static byte[] Read(WeightReader reader, ElementType type) => type switch
    {
        ElementType.Float32 => Bytes(reader.Read<float>(0)),
        ElementType.Float64 => Bytes(reader.Read<double>(0)),
        ElementType.Int32 => Bytes(reader.Read<int>(0)),
        ElementType.Int64 => Bytes(reader.Read<long>(0)),
        ElementType.Bool => Bytes(reader.Read<bool>(0)),
        ElementType.Int8 or ElementType.Int4 => Bytes(reader.Read<sbyte>(0)),
        _ => reader.Read<byte>(0),
    };

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(values).ToArray();
}
