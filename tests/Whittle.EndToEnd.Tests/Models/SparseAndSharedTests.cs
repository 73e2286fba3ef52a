using Whittle.EndToEnd.Tests.Harness;
using Whittle.Onnx;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>Compressed weights: pruned, shared, and in 4 bits. The plan must show that they were recognised, the results that nothing was lost.</summary>
public class SparseAndSharedTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_IsAsOnnxRuntime(string name) => Cases.Check(name);

    [Fact]
    public void PrunedWeights_AreStoredSmaller()
    {
        var dense = Cases["float, 0 % zeros"].Plan.WeightsBytes;
        var sparse = Cases["float, 90 % zeros"].Plan.WeightsBytes;
        Assert.True(sparse * 3 < dense, $"{sparse} bytes with 90 % zeros, {dense} without");
        Assert.Contains(Cases["float, 90 % zeros"].Plan.Layers, layer => layer.Kernel.Contains("Sparse", StringComparison.Ordinal));
    }

    [Fact]
    public void SharedWeights_AreStoredAsCodebook()
    {
        foreach (var name in new[] { "codebook of 16, as values", "codebook of 16, as Gather" })
        {
            var plan = Cases[name].Plan;
            Assert.Contains(plan.Tensors, tensor => tensor.Encoding.StartsWith("codebook", StringComparison.Ordinal));
            Assert.True(plan.WeightsBytes < 256 * 128, $"{name}: {plan.WeightsBytes} bytes for 32,768 weights of 4 bits");
        }
    }

    [Fact]
    public void SparseInitializer_IsRecognisedAsPruned() =>
        Assert.Contains(Cases["sparse_initializer"].Plan.Layers, layer => layer.NonZeros * 5 < layer.Parameters);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var zeros in new[] { 0, 50, 90, 99 })
        {
            yield return new ModelCase(FormattableString.Invariant($"float, {zeros} % zeros"), new ModelBuilder().Input("x", 1, 256)
                .Constant("w", Pruned(256 * 128, zeros), 128, 256).Weights("b", 128)
                .Node("Gemm", ["x", "w", "b"], ["y"], ("transB", 1)).Output("y"));
            yield return new ModelCase(FormattableString.Invariant($"float, {zeros} % zeros, rows, then Relu"), new ModelBuilder().Input("x", 3, 100)
                .Constant("w", Pruned(100 * 50, zeros), 100, 50)
                .Node("MatMul", ["x", "w"], ["m"]).Node("Relu", ["m"], ["y"]).Output("y"));
            yield return new ModelCase(FormattableString.Invariant($"float convolution, {zeros} % zeros"), new ModelBuilder().Input("x", 1, 16, 10, 10)
                .Constant("w", Pruned(32 * 16 * 9, zeros), 32, 16, 3, 3)
                .Node("Conv", ["x", "w"], ["y"], ("pads", new[] { 1, 1, 1, 1 })).Output("y"));
            yield return Bits(FormattableString.Invariant($"int8, {zeros} % zeros"), Integer([1, 256], Prune(zeros, 256 * 128), [256, 128], "MatMul"));
            yield return Bits(FormattableString.Invariant($"int8 rows, {zeros} % zeros"), Integer([4, 100], Prune(zeros, 100 * 50), [100, 50], "MatMul"));
            yield return Bits(FormattableString.Invariant($"int8 convolution, {zeros} % zeros"),
                Integer([1, 16, 10, 10], Prune(zeros, 32 * 16 * 9), [32, 16, 3, 3], "Conv"));
        }

        float[] codebook = [.. Enumerable.Range(0, 16).Select(i => (i - 7.3f) / 9)];
        var indices = Indices(256 * 128);
        yield return new ModelCase("codebook of 16, as values", new ModelBuilder().Input("x", 1, 256)
            .Constant("w", Array.ConvertAll(indices, i => codebook[i]), 128, 256).Weights("b", 128)
            .Node("Gemm", ["x", "w", "b"], ["y"], ("transB", 1)).Output("y"));
        yield return new ModelCase("codebook of 16, as Gather", new ModelBuilder().Input("x", 1, 256).Vector("c", codebook).Constant("i", indices, 128, 256)
            .Weights("b", 128)
            .Node("Gather", ["c", "i"], ["w"]).Node("Gemm", ["x", "w", "b"], ["y"], ("transB", 1)).Output("y"));
        yield return new ModelCase("codebook of 16, rows", new ModelBuilder().Input("x", 3, 256)
            .Constant("w", Array.ConvertAll(indices, i => codebook[i]), 256, 128).Node("MatMul", ["x", "w"], ["y"]).Output("y"));
        yield return new ModelCase("codebook of a convolution, as Gather", new ModelBuilder().Input("x", 1, 8, 9, 9).Vector("c", codebook)
            .Constant("i", indices[..(16 * 8 * 9)], 16, 8, 3, 3)
            .Node("Gather", ["c", "i"], ["w"]).Node("Conv", ["x", "w"], ["y"]).Output("y"));
        yield return new ModelCase("sparse_initializer", new ModelBuilder().Input("x", 1, 64).Sparse(Sparse("w", 64 * 32, [64, 32]))
            .Node("MatMul", ["x", "w"], ["y"]).Output("y"));

        // ONNX Runtime would multiply 4-bit weights in blocks by a kernel of its own; unoptimized it does what the graph says.
        yield return new ModelCase("int4 weights", new ModelBuilder(21).Input("x", 1, 64).Constant(OnnxTensor.FromInt4s("q", [64, 32], Nibbles(64 * 32)))
            .Scalar("s", 0.07f)
            .Node("DequantizeLinear", ["q", "s"], ["w"]).Node("MatMul", ["x", "w"], ["y"]).Output("y")) { Optimized = false };
        yield return new ModelCase("int4 weights per channel", new ModelBuilder(21).Input("x", 1, 64)
            .Constant(OnnxTensor.FromInt4s("q", [64, 32], Nibbles(64 * 32)))
            .Vector("s", [.. Enumerable.Range(0, 32).Select(i => 0.02f + (0.003f * i))]).Constant(OnnxTensor.FromInt4s("z", [32], Nibbles(32)))
            .Node("DequantizeLinear", ["q", "s", "z"], ["w"], ("axis", 1)).Node("MatMul", ["x", "w"], ["y"]).Output("y")) { Optimized = false };
        yield return new ModelCase("uint4 weights, odd number", new ModelBuilder(21).Input("x", 1, 7)
            .Constant(OnnxTensor.FromUInt4s("q", [7, 5], Array.ConvertAll(Nibbles(35), n => (byte)(n & 15)))).Scalar("s", 0.07f)
            .Constant(OnnxTensor.FromUInt4s("z", [], [9])).Node("DequantizeLinear", ["q", "s", "z"], ["w"]).Node("MatMul", ["x", "w"], ["y"])
                .Output("y")) { Optimized = false };
    }

    private static ModelCase Bits(string name, ModelBuilder model) => new(name, model) { Likeness = Likeness.Bits };

    /// <summary>A layer of uint8 activations between DequantizeLinear and QuantizeLinear.</summary>
    private static ModelBuilder Integer(int[] input, sbyte[] weights, int[] shape, string type) => new ModelBuilder(20)
        .Input("x", input)
        .Scalar("xs", 0.03f)
        .Scalar<byte>("xz", 120)
        .Constant("wq", weights, shape)
        .Scalar("ws", 0.02f)
        .Scalar<sbyte>("wz", 0)
        .Scalar("ys", 0.4f)
        .Scalar<byte>("yz", 100)
        .Node("QuantizeLinear", ["x", "xs", "xz"], ["q"])
        .Node("DequantizeLinear", ["q", "xs", "xz"], ["a"])
        .Node("DequantizeLinear", ["wq", "ws", "wz"], ["w"])
        .Node(type, ["a", "w"], ["p"])
        .Node("QuantizeLinear", ["p", "ys", "yz"], ["r"])
        .Node("DequantizeLinear", ["r", "ys", "yz"], ["y"])
        .Output("y");

    private static float[] Pruned(int count, int zeros)
    {
        var random = new Random(zeros);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(100) < zeros ? 0 : (random.NextSingle() * 2) - 1)];
    }

    private static sbyte[] Prune(int zeros, int count)
    {
        var random = new Random(zeros);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(100) < zeros ? (sbyte)0 : (sbyte)random.Next(-127, 128))];
    }

    private static long[] Indices(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(16))];
    }

    private static sbyte[] Nibbles(int count)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-8, 8))];
    }

    private static OnnxSparseTensor Sparse(string name, int count, long[] dimensions)
    {
        var places = Enumerable.Range(0, count).Where(i => i % 11 == 3).Select(i => (long)i).ToArray();
        return new OnnxSparseTensor
        {
            Values = OnnxTensor.FromFloats(name, [places.Length], [.. places.Select(i => ((i % 23) - 11) / 13f)]),
            Indices = OnnxTensor.FromInt64s("", [places.Length], places),
            Dimensions = dimensions,
        };
    }
}
