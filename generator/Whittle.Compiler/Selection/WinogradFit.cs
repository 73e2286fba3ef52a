using Whittle.Compiler.Ir;
using Whittle.Plan;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Selection;

/// <summary>What Winograd's F(4x4, 3x3) would make of a convolution: an estimate in cycles from <see cref="CostTable"/>.</summary>
/// <param name="Tiles">Tiles of 4x4 outputs.</param>
/// <param name="Gain">Speed relative to the direct kernel.</param>
public sealed record WinogradFit(int Tiles, double Gain)
{
    private const int TileSide = 4;
    private const int Points = 36;
    private const int Taps = 9;
    private const int Group = 16;
    private const int Panel = 2 * Group;

    /// <summary>A 3x3 convolution of one group, stride 1 and dilation 1 whose channels fill whole vectors; null for any other, and for float ones of exact
    /// models.</summary>
    /// <param name="weights">[outputs, kernelHeight, kernelWidth, channels / group].</param>
    /// <param name="output">Channels-last.</param>
    /// <param name="attributes">The convolution's.</param>
    /// <param name="exact">Whether the model must give every bit, as only the int8 kernel does.</param>
    internal static WinogradFit? Of(Tensor weights, TensorShape output, NodeAttributes attributes, bool exact)
    {
        var shape = weights.Shape;
        if (shape[1] != 3 || shape[2] != 3 || attributes.Int("group", 1) != 1 || shape[3] % Group != 0 || shape[0] % Group != 0
            || attributes.Ints("strides")!.Any(stride => stride != 1) || attributes.Ints("dilations")!.Any(dilation => dilation != 1))
        {
            return null;
        }

        var tiles = output[0] * Parts(output[1], TileSide) * Parts(output[2], TileSide);
        return weights.Element == ElementType.Int8
            ? Fits(weights) ? new WinogradFit(tiles, Direct(weights, output) / Cycles(tiles, shape[3], shape[0])) : null
            : exact || shape[0] % Panel != 0 ? null
            : new WinogradFit(tiles, CostTable.WinogradFloatGain * tiles / RoundUp(tiles, CostTable.WinogradFloatTiles));
    }

    /// <summary>The same for other weights of the shape.</summary>
    internal WinogradFit? For(Tensor weights) => Fits(weights) ? this : null;

    private static bool Fits(Tensor weights) => weights.Length > 0 && WinogradRange.Fits(weights.As<sbyte>(), weights.Shape[0]);

    private static double Direct(Tensor weights, TensorShape output)
    {
        var largest = 0;
        foreach (int weight in weights.As<sbyte>())
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        var isLowBit = largest <= CostTable.LowBitLargest && weights.Shape[0] % Panel == 0;
        return (double)output.Length * Taps * weights.Shape[3] / (isLowBit ? CostTable.DirectLowBitMacs : CostTable.DirectMacs);
    }

    /// <summary>Blocks of tiles, each of which reads all weights; two tiles of sixteen channels, or one of sixteen outputs, are transformed at once.</summary>
    private static double Cycles(int tiles, int channels, int outputs)
    {
        var blocks = Parts(tiles, CostTable.WinogradBlock);
        var multiple = outputs % Panel == 0 ? 4 : 8;
        var block = RoundUp(Parts(tiles, blocks), multiple);
        var bytes = (double)Points * channels * outputs * sizeof(short);
        var narrow = outputs % Panel;
        var step = ((outputs - narrow) / CostTable.WinogradMacs) + (narrow / CostTable.WinogradNarrowMacs);
        var read = bytes <= CostTable.SecondLevelBytes ? 0 : bytes / (bytes <= CostTable.ThirdLevelBytes ? CostTable.ThirdLevelSpeed : CostTable.MemorySpeed);
        double Product(int count) => Math.Max(Points * (double)count * channels * step, read);
        var products = ((blocks - 1) * Product(block)) + Product(RoundUp(tiles - ((blocks - 1) * block), multiple));
        return products
            + (Parts(tiles, 2) * (channels / Group) * CostTable.WinogradInput)
            + (tiles * (outputs / Group) * CostTable.WinogradOutput);
    }

    private static int Parts(int count, int size) => (count + size - 1) / size;

    private static int RoundUp(int count, int multiple) => Parts(count, multiple) * multiple;
}
