using System.Globalization;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Settings;
using Whittle.Plan;

namespace Whittle.Compiler.Budgets;

/// <summary>Holds a compiled model against what it may cost and how good it must be. Each excess names the three layers to blame and what to do.</summary>
internal static class BudgetCheck
{
    private const int Blamed = 3;

    /// <summary>Where the plan goes beyond the budget.</summary>
    public static IReadOnlyList<PlanError> Run(ModelPlan plan, BudgetOptions budget)
    {
        var excesses = new List<PlanError>();
        if (budget.Bytes is { } bytes && plan.WeightsBytes > bytes)
        {
            excesses.Add(new PlanError(
                ErrorIds.OverBytes,
                "",
                $"The weights take {Number(plan.WeightsBytes)} bytes, and MaxBytes allows {Number(bytes)}. {Most(plan, layer => layer.StoredBytes, "bytes")}.",
                SmallerWeights(plan, bytes) + " Or raise MaxBytes."));
        }

        var macs = plan.Layers.Sum(layer => layer.Macs);
        if (budget.Macs is { } most && macs > most)
        {
            excesses.Add(new PlanError(
                ErrorIds.OverMacs,
                "",
                $"A prediction takes {Number(macs)} multiply-accumulates, and MaxMacs allows {Number(most)}. "
                    + $"{Most(plan, layer => layer.Macs, "multiply-accumulates")}.",
                "Give the model a smaller input, larger strides or fewer channels where it is made: zeros and smaller types do not lower this number. Or "
                    + "raise MaxMacs."));
        }

        if (budget.Microseconds is { } limit && plan.Estimate is { } estimate && estimate.Nanoseconds > limit * 1000)
        {
            excesses.Add(new PlanError(
                ErrorIds.OverMicroseconds,
                "",
                $"By estimate a prediction takes {Microseconds(estimate.Nanoseconds)} µs (not measured; rates of {estimate.Machine}), and MaxMicroseconds "
                    + "allows "
                    + $"{limit.ToString(CultureInfo.InvariantCulture)}. {Most(plan, layer => layer.Nanoseconds / 1000d, "µs")}.",
                FasterLayers(plan) + " Or raise MaxMicroseconds."));
        }

        if (budget.Accuracy is { } least && plan.Accuracy is { } accuracy && accuracy.Share < least)
        {
            excesses.Add(new PlanError(
                ErrorIds.UnderAccuracy,
                "",
                $"{Percent(accuracy.Share)} of the {Number(accuracy.Samples)} samples in '{accuracy.Data}' are classified right, and MinAccuracy asks for "
                    + $"{Percent(least)}. {Worst(plan)}",
                MoreAccurate(plan) + " Or lower MinAccuracy."));
        }

        return excesses;
    }

    private static string SmallerWeights(ModelPlan plan, long limit)
    {
        var floats = plan.Layers.Where(layer => layer.WeightType.IsFloat() && layer.StoredBytes > layer.Parameters).ToList();
        if (floats.Count > 0)
        {
            var saved = floats.Sum(layer => layer.StoredBytes - (layer.StoredBytes / 4));
            var enough = plan.WeightsBytes - saved <= limit ? "which is enough" : "which is not enough alone: add Prune=\"0.8\" or Share=\"16\"";
            return $"Set Quantize=\"int8\", which leaves about {Number(plan.WeightsBytes - saved)} bytes, {enough}.";
        }

        return plan.Layers.Any(layer => layer.Compressed.Length > 0)
            ? "Prune more, share fewer values (Share=\"16\"), or use Quantize=\"int4\", and watch the accuracy; or make the model smaller and train it again."
            : "The weights are small numbers already: prune or share them where the model is made, and train it again.";
    }

    private static string FasterLayers(ModelPlan plan) => plan.Layers.Any(layer => layer.WeightType.IsFloat() && layer.Macs > 0)
        ? "Set Quantize=\"int8\", and Prune=\"0.9\" where layers are large."
        : "Prune the layers named until sparse kernels pay (from about 60 % zeros), or give the model a smaller input.";

    private static string MoreAccurate(ModelPlan plan) => plan.Layers.Any(layer => layer.Compressed.Length > 0)
        ? "Prune these layers less, share more values, use int8 in place of int4, give CalibrationData if there is none; or compress the model where it is "
        + "trained, which wins most of it back."
        : "The build changed nothing about this model: train it further, or check that the inputs are scaled as in training.";

    /// <summary>"Most of it: 'fc1' 30,720 bytes, 'conv2' 12,800, 'conv1' 800".</summary>
    private static string Most(ModelPlan plan, Func<PlanLayer, double> cost, string unit) => "Most of it: " + string.Join(", ", plan.Layers
        .Select((layer, place) => (layer.Name, Cost: cost(layer), place)).OrderByDescending(row => row.Cost).ThenBy(row => row.place).Take(Blamed)
        .Select(row => $"'{row.Name}' {row.Cost.ToString(row.Cost < 10 ? "0.##" : "N0", CultureInfo.InvariantCulture)} {unit}"));

    /// <summary>The layers whose weights compression moved most.</summary>
    private static string Worst(ModelPlan plan)
    {
        var moved = plan.Layers.Where(layer => layer.WeightDeviation is not null).OrderBy(layer => layer.WeightDeviation!.SignalToNoise).Take(Blamed)
            .Select(layer => $"'{layer.Name}' {layer.WeightDeviation!.SignalToNoise.ToString("0.#", CultureInfo.InvariantCulture)} dB ({layer.Compressed})")
                .ToList();
        return moved.Count == 0 ? "No layer was compressed by the build." : $"The weights that compression moved most: {string.Join(", ", moved)}.";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Microseconds(long nanoseconds) => (nanoseconds / 1000d).ToString("N1", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
