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
                ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int32, ElementType.Int64, ElementType.Bool, ElementType.Int4, ElementType.UInt4,
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
        Assert.StartsWith(forms[0].Encoding, reader.Encoding(0).ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(tensor.Bytes.ToArray(), Read(reader, type));
        Assert.Equal(file, Write(tensor).File);
    }

    [Theory]
    [InlineData("noise", "raw")]
    [InlineData("few values", "codebook")]
    [InlineData("sparse", "sparse")]
    public void SmallestForm_IsTaken(string kind, string encoding)
    {
        var values = Enumerable.Range(0, 4096).Select(i => kind switch
        {
            "noise" => i * 0.37f,
            "few values" => i * 7919 % 5,
            _ => i % 50 == 0 ? i + 1f : 0,
        });
        var form = Write(Tensor.FromFloats(new TensorShape(4096), [.. values])).Forms[0];
        Assert.Equal(encoding, form.Encoding);

        // A codebook of 5 entries takes 3 bits an element; 82 floats with gaps of 6 bits are far below 16 KB.
        Assert.Equal(kind switch { "noise" => 16384, "few values" => 2 + (5 * 4) + (4096 * 3 / 8), _ => form.Bytes }, form.Bytes);
        Assert.True(kind != "sparse" || form.Bytes < 420, $"{form.Bytes} bytes");
    }

    [Fact]
    public void NegativeZeroAndNaN_Survive()
    {
        var floats = new float[300];
        (floats[5], floats[77], floats[200]) = (-0f, float.NaN, float.Epsilon);
        var reader = MemoryAssembly.Open(Write(Tensor.FromFloats(new TensorShape(300), floats)).File);
        Assert.Equal(floats.Select(BitConverter.SingleToInt32Bits), reader.Read<float>(0).Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Codebook_IsKeptForAKernelThatReadsIt()
    {
        float[] floats = [.. Enumerable.Range(0, 40).Select(i => i < 39 ? 0f : 2f)];
        var (file, forms) = WeightFile.Write([("w", Tensor.FromFloats(new TensorShape(40), floats))], new HashSet<int> { 0 });
        Assert.Equal("codebook", forms[0].Encoding);
        MemoryAssembly.Open(file).ReadCodebook<float>(0, out var indices, out var codebook);
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
