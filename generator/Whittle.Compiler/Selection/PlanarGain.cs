using Whittle.Compiler.Ir;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Selection;

/// <summary>What an int8 convolution gains by reading planes with its own border, against one on a padded channels-last copy: an estimate in cycles from
/// <see cref="CostTable"/>.</summary>
internal static class PlanarGain
{
    private const int Lanes = 8;
    private const int Tile = 16;
    private const int Group = 4;

    /// <summary>Estimated time of the channels-last kernel, with the copies before it, by that of the planar one; null where that one cannot do the layer.</summary>
    /// <param name="image">Channels-last, without a border.</param>
    /// <param name="weights">[outputs, kernelHeight, kernelWidth, channels].</param>
    /// <param name="output">Channels-last.</param>
    /// <param name="attributes">The convolution's.</param>
    public static double? Of(TensorShape image, TensorShape weights, TensorShape output, NodeAttributes attributes)
    {
        var (strides, dilations) = (attributes.Ints("strides")!, attributes.Ints("dilations")!);
        return attributes.Int("group", 1) == 1 && PlanarFit.Fits(weights[2], strides[1], dilations[1])
            ? ChannelsLast(image, weights, output, dilations[1] > 1) / Planar(weights, output, strides[0])
            : null;
    }

    /// <summary>Steps of four weights for every row of the kernel and vector of outputs, an ending for every position and panel, and the copies.</summary>
    private static double ChannelsLast(TensorShape image, TensorShape weights, TensorShape output, bool isDilated)
    {
        var (outputs, channels) = (weights[0], weights[3]);
        var steps = isDilated ? weights[1] * weights[2] * Parts(channels, 4) : weights[1] * Parts(weights[2] * channels, 4);
        var (panels, rest) = (outputs / (2 * Lanes), outputs % (2 * Lanes));
        var endings = (panels * CostTable.PanelEnding) + (rest == 0 ? 0 : rest <= Lanes ? CostTable.NarrowPanelEnding : CostTable.PanelEnding);
        var transposition = channels == 1 ? 0 : CostTable.TransposeCall + (image.Length * CostTable.TransposeByte);
        return (output.Product(0, 3) * ((steps * Parts(outputs, Lanes) * CostTable.VectorStep) + endings)) + transposition + (image[0] * image[1] * CostTable.PadRow);
    }

    /// <summary>Quads of weights for sixteen positions and four outputs, their ending, picking the quads and copying the rows.</summary>
    private static double Planar(TensorShape weights, TensorShape output, int strideHeight)
    {
        var quads = Parts(weights[1] * weights[2] * weights[3], 4);
        var tiles = Parts(output.Product(0, 3), Tile) * Parts(weights[0], Group) * ((quads * Group * 2 * CostTable.VectorStep) + CostTable.PlanarEnding);
        var picks = output[0] * output[1] * quads * (CostTable.PlanarPickRow + (Parts(output[2], Tile) * CostTable.PlanarPick));
        return tiles + picks + (output[0] * output[1] * strideHeight * weights[3] * CostTable.PlanarCopyRow);
    }

    private static int Parts(int count, int size) => (count + size - 1) / size;
}
