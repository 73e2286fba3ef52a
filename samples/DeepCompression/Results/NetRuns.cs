using DeepCompression.Commands;
using DeepCompression.Data;
using DeepCompression.Recipes;
using Whittle.Compression.Quantization;
using Whittle.Compression.Recipes;
using static TorchSharp.torch;

namespace DeepCompression.Results;

/// <summary>Every recipe of one network, run.</summary>
/// <param name="Net">The network.</param>
/// <param name="Dense">Plain training.</param>
/// <param name="Smallest">Our recipe.</param>
/// <param name="Paper">The paper's.</param>
/// <param name="Quantized">Integers of several kinds, with what each may lose against dense, in points, where there is a limit.</param>
internal sealed record NetRuns(
    NetSettings Net, FinishedRun Dense, FinishedRun Smallest, FinishedRun Paper, IReadOnlyList<(FinishedRun Run, double? Allowed)> Quantized)
{
    private const double FewBitsRate = 1e-3;

    public static NetRuns Run(Job job, NetSettings net, ImageSplits images, FinishedRun teacher)
    {
        var dense = job.Run(NetRecipes.Dense(net, job.Seed), images, net.Create);
        var paper = Start(NetRecipes.Paper(net, job.Seed));
        var (four, ternary) = (new QuantizationOptions { Scheme = WeightScheme.Int4 }, new QuantizationOptions { Scheme = WeightScheme.Ternary });
        var binary = new QuantizationOptions { ByLayer = net.Hidden.ToDictionary(layer => layer, _ => WeightScheme.Binary) };
        List<(FinishedRun, double?)> quantized =
        [
            (Start(NetRecipes.Quantized(net, job.Seed, "int8, not trained", new QuantizationOptions(), epochs: 0)), 0.1),
            (Start(NetRecipes.Quantized(net, job.Seed, "int8, dynamic, not trained", new QuantizationOptions(), epochs: 0, isDynamic: true)), null),
            (Start(NetRecipes.Quantized(net, job.Seed, "int4 weights, trained", four, net.QuantizeEpochs)), 0.15),
            (Start(NetRecipes.Quantized(net, job.Seed, "ternary weights, trained", ternary, net.FewBitsEpochs, FewBitsRate)), null),
            (Start(NetRecipes.Quantized(net, job.Seed, $"binary hidden layer{(net.Hidden.Count == 1 ? "" : "s")}, trained", binary, net.FewBitsEpochs, FewBitsRate)), net == NetSettings.LeNet300 ? 0.3 : null),
        ];
        return new NetRuns(net, dense, Start(NetRecipes.Smallest(net, job.Seed, () => teacher.Run.After("teacher").Network)), paper, quantized);

        FinishedRun Start(CompressionRecipe recipe) => job.Run(recipe, images, Trained);

        nn.Module<Tensor, Tensor> Trained() => dense.Run.After("dense").Network;
    }
}
