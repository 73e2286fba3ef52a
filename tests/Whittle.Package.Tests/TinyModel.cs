using Whittle.Onnx;

namespace Whittle.Package.Tests;

/// <summary>A fully connected layer of four inputs and two outputs, with numbers that are exact in float: small enough to work out by hand.</summary>
internal static class TinyModel
{
    private static readonly float[] s_weights =
    [
        1, -1,
        2, 0,
        0, 3,
        0.5f, 1,
    ];

    /// <summary>For the input 1, 2, 3, 4 the scores are 7 + <paramref name="bias"/> and 12.</summary>
    public static byte[] Write(float bias, string operatorType = "Gemm")
    {
        var model = new OnnxModel { IrVersion = 8, ProducerName = "Whittle.Package.Tests" };
        model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        model.Graph.Name = "tiny";
        model.Graph.Inputs.Add(Value("pixels", 4));
        model.Graph.Outputs.Add(Value("scores", 2));
        model.Graph.Initializers.Add(OnnxTensor.FromFloats("w", [4, 2], s_weights));
        model.Graph.Initializers.Add(OnnxTensor.FromFloats("b", [2], [bias, 0]));
        var node = new OnnxNode { Name = "fc1", OperatorType = operatorType };
        node.Inputs.AddRange(["pixels", "w", "b"]);
        node.Outputs.Add("scores");
        model.Graph.Nodes.Add(node);
        return OnnxWriter.Write(model);
    }

    private static OnnxValueInfo Value(string name, long length) =>
        new() { Name = name, ElementType = OnnxElementType.Float, Shape = [OnnxDimension.Fixed(1), OnnxDimension.Fixed(length)] };
}
