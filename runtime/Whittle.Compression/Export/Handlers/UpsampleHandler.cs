using TorchSharp.Modules;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Upsample → Resize. Torch's nearest neighbour counts from the left edge of pixels, its other modes from their middle or from aligned
/// corners.</summary>
internal static class UpsampleHandler
{
    public static string Add(GraphBuilder graph, Upsample upsample, string name, string input)
    {
        var (shape, result) = (graph.Shapes.InputOf(upsample, name), graph.Shapes.OutputOf(upsample, name));
        var factors = upsample.scale_factor;
        string[] target = factors.Length > 0
            ? [graph.Constant(OnnxTensor.FromFloats($"{name}.scales", [shape.Length], Scales(factors, shape.Length))), ""]
            : ["", graph.Integers($"{name}.sizes", result)];
        return graph.Node("Resize", name, [input, "", .. target[0].Length > 0 ? target[..1] : target], Attributes(upsample, name));
    }

    private static OnnxAttribute[] Attributes(Upsample upsample, string name) => upsample.mode switch
    {
        UpsampleMode.Nearest =>
            [GraphBuilder.Text("mode", "nearest"), GraphBuilder.Text("coordinate_transformation_mode", "asymmetric"), GraphBuilder.Text(
                "nearest_mode", "floor")],
        UpsampleMode.Linear or UpsampleMode.Bilinear or UpsampleMode.Trilinear => [GraphBuilder.Text("mode", "linear"), Corners(upsample)],
        UpsampleMode.Bicubic => [GraphBuilder.Text("mode", "cubic"), GraphBuilder.Float("cubic_coeff_a", -0.75), Corners(upsample)],
        _ => throw new CompressionException($"'{name}' resizes by {upsample.mode}, for which no ONNX form is known."),
    };

    private static OnnxAttribute Corners(Upsample upsample) =>
        GraphBuilder.Text("coordinate_transformation_mode", upsample.align_corners == true ? "align_corners" : "pytorch_half_pixel");

    private static float[] Scales(ReadOnlySpan<double> factors, int rank)
    {
        var scales = new float[rank];
        for (var i = 0; i < rank; i++)
        {
            scales[i] = i < 2 ? 1 : (float)factors[factors.Length == 1 ? 0 : i - 2];
        }

        return scales;
    }
}
