using DigitDrawing;

namespace DigitTraining.Quantization;

/// <summary>The range that each value of a network takes over a set of images.</summary>
internal static class Calibration
{
    /// <summary>Scales for the image (always 0 to 1) and for each layer's output.</summary>
    public static Affine[] Measure(Network network, DigitSet set, int images)
    {
        var workspace = new Workspace(network);
        var ranges = new (float Least, float Greatest)[network.Layers.Count + 1];
        for (var i = 0; i < images; i++)
        {
            network.Forward(set.Image(i), workspace);
            for (var value = 0; value < ranges.Length; value++)
            {
                foreach (var number in workspace.Values[value])
                {
                    ranges[value] = (Math.Min(ranges[value].Least, number), Math.Max(ranges[value].Greatest, number));
                }
            }
        }

        ranges[0] = (0, 1);
        return [.. ranges.Select(range => Affine.ForRange(range.Least, range.Greatest))];
    }
}
