using Whittle.Onnx;

namespace Whittle.Package.Tests.Ide;

/// <summary>A fully connected float layer that is large enough for an analyzer to speak of.</summary>
internal static class WideModel
{
    public static byte[] Write(int inputs, int outputs)
    {
        var model = new OnnxModel { IrVersion = 8, ProducerName = "Whittle.Package.Tests" };
        model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        model.Graph.Name = "wide";
        model.Graph.Inputs.Add(Value("pixels", inputs));
        model.Graph.Outputs.Add(Value("scores", outputs));
        model.Graph.Initializers.Add(
            OnnxTensor.FromFloats("w", [outputs, inputs], [.. Enumerable.Range(0, inputs * outputs).Select(i => ((i * 7919) % 10007 / 10007f) - 0.5f)]));
        var node = new OnnxNode { Name = "fc1", OperatorType = "Gemm" };
        node.Inputs.AddRange(["pixels", "w"]);
        node.Outputs.Add("scores");
        node.Attributes.Add(new OnnxAttribute { Name = "transB", Kind = OnnxAttributeKind.Int, Int = 1 });
        model.Graph.Nodes.Add(node);
        return OnnxWriter.Write(model);
    }

    private static OnnxValueInfo Value(string name, long length) =>
        new() { Name = name, ElementType = OnnxElementType.Float, Shape = [OnnxDimension.Fixed(1), OnnxDimension.Fixed(length)] };
}
