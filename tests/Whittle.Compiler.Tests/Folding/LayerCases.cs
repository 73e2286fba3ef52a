using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Folding;

/// <summary>Cases for the operators that the reference evaluator computes beside those that folding meets: layers, pools, normalizations.</summary>
internal static class LayerCases
{
    public static IEnumerable<FoldingCase> All => [.. Products(), .. Convolutions(), .. Pools(), .. Normalizations(), .. Movements()];

    private static FoldingCase Case(string type, int opset = 21) => new FoldingCase(type, opset).Within(5e-5);

    private static IEnumerable<FoldingCase> Products()
    {
        yield return Case("MatMul").Floats(3, 7).Floats(7, 5);
        yield return Case("MatMul").Floats(2, 1, 3, 7).Floats(4, 7, 5);
        yield return Case("MatMul").Floats(7).Floats(7, 6);
        yield return Case("MatMul").Floats(2, 3, 7).Floats(7);
        yield return Case("MatMul").Floats(7).Floats(7);
        yield return Case("Gemm").Floats(3, 7).Floats(7, 5).Floats(5);
        yield return Case("Gemm").Floats(3, 7).Floats(5, 7).Floats(3, 1).Attribute("transB", 1).Attribute("alpha", 0.5f).Attribute("beta", 2f);
        yield return Case("Gemm").Floats(7, 3).Floats(7, 5).Attribute("transA", 1);
    }

    private static IEnumerable<FoldingCase> Convolutions()
    {
        yield return Case("Conv").Floats(2, 3, 8, 9).Floats(4, 3, 3, 2).Floats(4);
        yield return Case("Conv")
            .Floats(1, 4, 8, 9)
            .Floats(6, 2, 3, 3)
            .Attribute("group", 2)
            .Attribute("pads", new[] { 1, 0, 2, 1 })
            .Attribute("strides", new[] { 2, 1 });
        yield return Case("Conv").Floats(1, 4, 9, 9).Floats(4, 1, 3, 3).Floats(4).Attribute("group", 4).Attribute("dilations", new[] { 2, 3 });
        yield return Case("Conv").Floats(1, 3, 11).Floats(5, 3, 4).Attribute("auto_pad", "SAME_UPPER").Attribute("strides", new[] { 2 });
    }

    private static IEnumerable<FoldingCase> Pools()
    {
        foreach (var type in new[] { "MaxPool", "AveragePool" })
        {
            yield return Case(type).Floats(1, 2, 7, 8).Attribute("kernel_shape", new[] { 3, 2 }).Attribute("strides", new[] { 2, 2 });
            yield return Case(type)
                .Floats(1, 2, 7, 8)
                .Attribute("kernel_shape", new[] { 3, 3 })
                .Attribute("pads", new[] { 1, 1, 1, 1 })
                .Attribute("strides", new[] { 2, 2 })
                .Attribute("ceil_mode", 1);
            yield return Case(type).Floats(2, 3, 9).Attribute("kernel_shape", new[] { 4 });
        }

        yield return Case("AveragePool")
            .Floats(1, 2, 7, 8)
            .Attribute("kernel_shape", new[] { 3, 3 })
            .Attribute("pads", new[] { 1, 0, 1, 1 })
            .Attribute("count_include_pad", 1);
        yield return Case("GlobalAveragePool").Floats(2, 3, 5, 4);
        yield return Case("GlobalMaxPool").Floats(2, 3, 5, 4);
    }

    private static IEnumerable<FoldingCase> Normalizations()
    {
        yield return Case("BatchNormalization").Floats(2, 3, 4, 5).Floats(3).Floats(3).Floats(3).Random(OnnxElementType.Float, 0.2, 2, 3);
        yield return Case("InstanceNormalization").Floats(2, 3, 4, 5).Floats(3).Floats(3);
        yield return Case("LayerNormalization").Floats(2, 3, 8).Floats(8).Floats(8);
        yield return Case("LayerNormalization").Floats(2, 3, 8).Floats(3, 8).Attribute("axis", 1);
        yield return Case("LRN").Floats(2, 7, 3, 3).Attribute("size", 5).Attribute("alpha", 0.3f).Attribute("bias", 2f);
        foreach (var type in new[] { "Softmax", "LogSoftmax" })
        {
            yield return Case(type).Floats(2, 5, 3).Attribute("axis", 1);
            yield return Case(type, 11).Floats(2, 5, 3);
        }

        yield return new FoldingCase("DynamicQuantizeLinear").Floats(3, 9).Giving(3);
        yield return new FoldingCase("DynamicQuantizeLinear").Random(OnnxElementType.Float, 1, 3, 20).Giving(3);
    }

    private static IEnumerable<FoldingCase> Movements()
    {
        yield return Case("DepthToSpace").Floats(2, 8, 2, 3).Attribute("blocksize", 2);
        yield return Case("DepthToSpace").Floats(2, 8, 2, 3).Attribute("blocksize", 2).Attribute("mode", "CRD");
        yield return Case("SpaceToDepth").Floats(2, 2, 4, 6).Attribute("blocksize", 2);
        yield return Case("GatherElements").Floats(3, 4).Operand(OnnxTensor.FromInt64s("", [2, 4], [0, 1, 2, -1, 2, 2, 0, 1]));
        yield return Case("GatherElements").Floats(3, 4).Operand(OnnxTensor.FromInt64s("", [3, 2], [0, 3, -4, 1, 2, 2])).Attribute("axis", 1);
        yield return Case("Trilu").Floats(2, 4, 5);
        yield return Case("Trilu").Floats(4, 5).Operand(OnnxTensor.FromInt64s("", [], [-1])).Attribute("upper", 0);
        foreach (var type in new[] { "ArgMax", "ArgMin" })
        {
            yield return Case(type).Floats(3, 4, 5).Attribute("axis", 1);
            yield return Case(type).Numbers(1, 3, 3, 0, 0, 2).Attribute("axis", -1).Attribute("keepdims", 0).Attribute("select_last_index", 1);
        }
    }
}
