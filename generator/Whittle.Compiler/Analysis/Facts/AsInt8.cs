using Whittle.Compiler.Lowering;
using Whittle.Compiler.Selection;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>What the time of a dense float layer would be with int8 weights and activations, by the same rates; quantizing its input is not counted.</summary>
internal static class AsInt8
{
    public static IEnumerable<PlanFact> Find(LoweredModel model)
    {
        foreach (var (layer, weights) in model.Layers)
        {
            if (Kernel(layer.Kernel) is { } kernel)
            {
                var statistics = new WeightStatistics(ElementType.Int8, weights.Length, layer.NonZeros, layer.DistinctValues);
                var query = new KernelQuery { Operator = "", Weights = statistics, Outputs = 0, Inputs = 0, Rows = 0 };
                yield return new PlanFact(FactKinds.AsInt8, layer.Name, ("nanoseconds", TimeTable.OfLayer(query, kernel, layer.Macs)));
            }
        }
    }

    private static string? Kernel(string dense) => dense switch
    {
        "FullyConnectedFloat" => "FullyConnectedInt8",
        "ConvolutionFloat" or "WinogradConvolutionFloat" => "ConvolutionInt8",
        "DepthwiseConvolutionFloat" => "DepthwiseConvolutionInt8",
        _ => null,
    };
}
