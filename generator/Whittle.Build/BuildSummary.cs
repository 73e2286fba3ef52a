using System.Globalization;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>What became of a model, in a line of the build's output.</summary>
internal static class BuildSummary
{
    private const double BytesOfAFloat = 4;

    /// <summary>" (14,212 bytes of weights, 8 % of them as floats; 361,640 multiply-accumulates, about 12 µs; output error 31.2 dB below; …)".</summary>
    public static string Of(ModelPlan plan)
    {
        var parts = new List<string>
        {
            $" ({Number(plan.WeightsBytes)} bytes of weights",
        };
        var parameters = plan.Layers.Sum(layer => layer.Parameters);
        if (plan.Layers.Any(layer => layer.Compressed.Length > 0))
        {
            parts.Add($"{(100 * plan.WeightsBytes / (BytesOfAFloat * parameters)).ToString("0.#", CultureInfo.InvariantCulture)} % of what they are as floats");
        }

        parts.Add($"{Number(plan.Layers.Sum(layer => layer.Macs))} multiply-accumulates");
        if (plan.Estimate is { } estimate)
        {
            parts.Add($"about {(estimate.Nanoseconds / 1000d).ToString("0.#", CultureInfo.InvariantCulture)} µs by estimate");
        }

        parts.AddRange(plan.OutputDeviations.Select(output =>
            $"'{output.Output}' {output.Deviation.SignalToNoise.ToString("0.#", CultureInfo.InvariantCulture)} dB above the error of compression"));
        if (plan.Accuracy is { } accuracy)
        {
            parts.Add($"{(100 * accuracy.Share).ToString("0.##", CultureInfo.InvariantCulture)} % of {Number(accuracy.Samples)} test samples right");
        }

        return string.Join(", ", parts) + ")";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
