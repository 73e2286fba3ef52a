using Whittle.Runtime.Kernels;
using Shape = Whittle.Runtime.Tests.Int8.FullyConnectedTestShape<Whittle.Runtime.Tests.Int8.SeveralSamplesTests>;

namespace Whittle.Runtime.Tests.Int8;

/// <summary>A layer that takes several samples at once gives what it gives for each alone, on every path and between guard pages.</summary>
public class SeveralSamplesTests
{
    public static TheoryData<int> Kinds => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryLength_EveryPath_EqualsSingleSamples(int kind)
    {
        for (var inputs = 1; inputs <= 257; inputs++)
        {
            Check(kind, rows: 1 + (inputs % 7 / 6), inputs, outputs: 1 + (inputs * 7 % 50), samples: 2 + (inputs % 23));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void LargerLayers_EqualSingleSamples(int kind)
    {
        Check(kind, rows: 1, inputs: 784, outputs: 300, samples: 33);
        Check(kind, rows: 1, inputs: 2100, outputs: 32, samples: 17);
    }

    [Fact]
    public void LengthsThatDoNotFit_AreRefusedByName()
    {
        (Shape.Rows, Shape.Inputs, Shape.Outputs) = (1, 8, 3);
        var layer = new FullyConnectedInt8Accumulate<Shape>(new sbyte[24], []);
        layer.Run<byte>(new byte[16], 0, new int[6]);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Run<byte>(new byte[17], 0, new int[6])).ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => layer.Run<byte>(new byte[16], 0, new int[3])).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Run<byte>([], 0, [])).ParamName);
    }

    private static void Check(int kind, int rows, int inputs, int outputs, int samples)
    {
        (Shape.Rows, Shape.Inputs, Shape.Outputs) = (rows, inputs, outputs);
        var random = new Random(inputs + kind);
        var indices = new byte[outputs * inputs];
        random.NextBytes(indices);
        Array.ForEach(Enumerable.Range(0, indices.Length).ToArray(), i => indices[i] %= 16);
        sbyte[] codebook = [.. Enumerable.Range(0, 16).Select(i => (sbyte)((i * 17) - 128))];
        var weights = Int8Values.Weights(outputs * inputs, random, kind: 0, kind switch { 0 => 1, 1 => 0.3, _ => 0.05 });
        using var input = new GuardedMemory(samples * rows * inputs, atEnd: inputs % 2 == 0);
        Int8Values.Activations(input.Bytes.Length, random, kind: 0).CopyTo(input.Bytes);
        using var output = new GuardedMemory(samples * rows * outputs * sizeof(int), atEnd: inputs % 2 == 0);
        foreach (var path in Int8Paths.Supported)
        {
            AccumulatingLayer layer = kind switch
            {
                0 => new FullyConnectedInt8Accumulate<Shape>(weights, [], path),
                3 => new CodebookFullyConnectedInt8Accumulate<Shape>(indices, codebook, [], path),
                _ => new SparseFullyConnectedInt8Accumulate<Shape>(weights, [], path),
            };
            layer.Run<byte>(input.Bytes, 3, output.As<int>());
            var one = new int[rows * outputs];
            for (var i = 0; i < samples; i++)
            {
                layer.Run<byte>(input.Bytes.Slice(i * rows * inputs, rows * inputs), 3, one);
                Assert.True(one.AsSpan().SequenceEqual(output.As<int>().Slice(i * one.Length, one.Length)), $"{path}, {inputs} -> {outputs}, sample {i} of {samples}");
            }
        }
    }
}
