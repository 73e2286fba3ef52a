using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

/// <summary>Operators that ONNX Runtime's fusions and quantizers put into models.</summary>
public class MicrosoftTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All() => [.. SkipNormalizations(), .. Gemms(), .. Products(), .. Blocks(), .. Attentions()];

    private static IEnumerable<ModelCase> SkipNormalizations()
    {
        yield return Case("SkipLayerNormalization", Sequence().Input("s", 2, 3, 8).Weights("g", 8), "SkipLayerNormalization", ["x", "s", "g"]);
        yield return Case("SkipLayerNormalization shift, bias", Sequence().Input("s", 2, 3, 8).Weights("g", 8).Weights("b", 8).Weights("c", 8),
            "SkipLayerNormalization", ["x", "s", "g", "b", "c"], ("epsilon", 1e-3f));
        yield return Case(
            "SkipLayerNormalization one skip for all",
            Sequence().Input("s", 1, 3, 8).Weights("g", 8).Weights("b", 8),
            "SkipLayerNormalization",
            ["x", "s", "g", "b"]);
        yield return new ModelCase("SkipLayerNormalization sum", Sequence().Input("s", 2, 3, 8).Weights("g", 8).Weights("b", 8)
            .Node("com.microsoft:SkipLayerNormalization", ["x", "s", "g", "b"], ["y", "", "", "sum"]).Output("y").Output("sum"));
    }

    private static IEnumerable<ModelCase> Gemms()
    {
        foreach (var activation in new[] { "Relu", "Tanh", "Sigmoid", "LeakyRelu" })
        {
            (string, object)[] slope = activation == "LeakyRelu" ? [("activation_alpha", 0.2f)] : [];
            yield return Case($"FusedGemm {activation}", new ModelBuilder().Input("x", 3, 12).Weights("w", 12, 7).Weights("b", 7),
                "FusedGemm", ["x", "w", "b"], [("activation", activation), ("alpha", 0.5f), ("beta", 2f), .. slope]);
        }

        yield return Case(
            "FusedGemm transposed",
            new ModelBuilder().Input("x", 12, 3).Weights("w", 7, 12),
            "FusedGemm",
            ["x", "w"],
            ("activation", "Relu"),
            ("transA", 1),
            ("transB", 1));
    }

    private static IEnumerable<ModelCase> Products()
    {
        foreach (var (transposed, flag) in new[] { (0, "transBatchA"), (1, "transBatchA"), (0, "transBatchB"), (1, "transBatchB") })
        {
            var (a, b) = flag == "transBatchA"
                ? (transposed == 0 ? new[] { 4, 2, 3, 5 } : [5, 2, 3, 4], new[] { 2, 3, 5, 6 })
                : (new[] { 2, 3, 4, 5 }, transposed == 0 ? new[] { 5, 2, 3, 6 } : [6, 2, 3, 5]);
            yield return Case($"FusedMatMul {flag} {transposed}", new ModelBuilder().Input("x", a).Input("z", b), "FusedMatMul", ["x", "z"],
                (flag, 1), (flag.Replace("Batch", "", StringComparison.Ordinal), transposed), ("alpha", 3f));
        }
    }

    private static IEnumerable<ModelCase> Blocks()
    {
        foreach (var bits in new[] { 4, 8 })
        {
            var bytes = 16 * bits / 8;
            var zeros = bits == 4 ? 2 : 3;
            yield return Case($"MatMulNBits {bits}", Packed(bytes), "MatMulNBits", ["x", "w", "s"], [.. Sizes(bits)]);
            yield return Case(
                $"MatMulNBits {bits} zero points", Packed(bytes).Integers<byte>("z", 0, 255, 5 * zeros), "MatMulNBits", ["x", "w", "s", "z"], [.. Sizes(bits)]);
        }

        yield return Case("MatMulNBits bias", Packed(8).Weights("b", 5), "MatMulNBits", ["x", "w", "s", "", "", "b"], [.. Sizes(4)]);
    }

    // Products of large numbers differ by more than the softmax behind them forgives.
    private static IEnumerable<ModelCase> Attentions() => new[]
    {
        Case("Attention", Projected(36), "Attention", ["x", "w", "b"], ("num_heads", 3)),
        Case("Attention causal, scaled", Projected(36), "Attention", ["x", "w", "b"], ("num_heads", 2), ("unidirectional", 1), ("scale", 0.2f)),
        Case("Attention wide keys", Projected(48), "Attention", ["x", "w", "b"], ("num_heads", 2), ("qkv_hidden_sizes", new[] { 20, 20, 8 })),
    }.Select(item => item with { Ranges = new() { ["x"] = (-3, 3) } });

    private static ModelBuilder Sequence() => new ModelBuilder().Input("x", 2, 3, 8);

    // 40 elements in three blocks, the last of which is not full.
    private static ModelBuilder Packed(int bytes) => new ModelBuilder(21).Input("x", 2, 40).Integers<byte>("w", 0, 255, 5, 3, bytes).Weights("s", 15);

    private static (string Name, object Value)[] Sizes(int bits) => [("K", 40), ("N", 5), ("bits", bits), ("block_size", 16)];

    private static ModelBuilder Projected(int columns) => new ModelBuilder().Input("x", 2, 5, 12).Weights("w", 12, columns).Weights("b", columns);

    private static ModelCase Case(string name, ModelBuilder model, string type, string[] inputs, params (string Name, object Value)[] attributes) =>
        new(name, model.Node("com.microsoft:" + type, inputs, ["y"], attributes).Output("y"));
}
