using System.Text.Json;
using System.Text.Json.Serialization;
using Whittle.Compiler.Settings;
using Whittle.Plan;

namespace Whittle.Tool.Inspection;

/// <summary>The facts of a compiled model that inspect shows; as JSON its member names are the format's.</summary>
internal sealed record ModelReport(
    string Model,
    string Sha256,
    long Bytes,
    string ClassName,
    IReadOnlyList<SettingReport> Settings,
    IReadOnlyList<PortReport> Inputs,
    IReadOnlyList<PortReport> Outputs,
    IReadOnlyList<LayerReport> Layers,
    ModelTotals Totals,
    string? EstimatedOn,
    IReadOnlyList<OutputChange> OutputChanges,
    PlanAccuracy? Accuracy,
    IReadOnlyList<AnalyzerFinding> Findings)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ModelReport Of(ModelPlan plan) => new(
        plan.Model,
        plan.ModelHash,
        plan.ModelBytes,
        plan.Namespace.Length == 0 ? plan.ClassName : $"{plan.Namespace}.{plan.ClassName}",
        [.. plan.Settings.Select(setting => SettingReport.Of(setting, plan.Model))],
        [.. plan.Inputs.Select(PortReport.Of)],
        [.. plan.Outputs.Select(PortReport.Of)],
        [.. plan.Layers.Select(LayerReport.Of)],
        ModelTotals.Of(plan),
        plan.Estimate?.Machine,
        [.. plan.OutputDeviations.Select(OutputChange.Of)],
        plan.Accuracy,
        AnalyzerFinding.Of(plan));

    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}

/// <summary>A setting and where it was given.</summary>
internal sealed record SettingReport(string Key, string Value, string From)
{
    public static SettingReport Of(PlanSetting setting, string model) =>
        new(setting.Key, setting.Value, setting.Line > 0 ? FormattableString.Invariant($"{EffectiveSettings.FileOf(model)}({setting.Line})") : setting.From);
}

/// <summary>What compression changed about an output.</summary>
internal sealed record OutputChange(string Output, double SignalToNoise, double Largest, int Samples, string Data)
{
    public static OutputChange Of(PlanOutputDeviation output) =>
        new(output.Output, output.Deviation.SignalToNoise, output.Deviation.Largest, output.Samples, output.Data);
}

/// <summary>An input or output.</summary>
internal sealed record PortReport(string Name, string Parameter, string Type, IReadOnlyList<int> Shape, int Length)
{
    public static PortReport Of(PlanPort port) => new(port.Name, port.Identifier, port.Type.Name(), [.. port.Shape], port.Length);
}

/// <summary>A layer with weights or multiplications.</summary>
/// <param name="ZeroShare">Share of the weights that are zero, 0 to 1.</param>
/// <param name="DistinctValues">Counted up to 257.</param>
/// <param name="EstimatedNanoseconds">On one core of the machine that the report names.</param>
/// <param name="Compressed">What the build did to the weights, in words.</param>
/// <param name="WeightDeviation">What that changed.</param>
internal sealed record LayerReport(
    string Name,
    string Operator,
    IReadOnlyList<int> WeightShape,
    string WeightType,
    long Parameters,
    double ZeroShare,
    int DistinctValues,
    long StoredBytes,
    long Macs,
    string Kernel,
    string Reason,
    long EstimatedNanoseconds,
    string Compressed,
    PlanDeviation? WeightDeviation)
{
    public static LayerReport Of(PlanLayer layer) => new(
        layer.Name,
        layer.Operator,
        [.. layer.WeightShape],
        layer.WeightType.Name(),
        layer.Parameters,
        layer.Weights == 0 ? 0 : (double)(layer.Weights - layer.NonZeros) / layer.Weights,
        layer.DistinctValues,
        layer.StoredBytes,
        layer.Macs,
        layer.Kernel,
        layer.Reason,
        layer.Nanoseconds,
        layer.Compressed,
        layer.WeightDeviation);
}

/// <summary>Sums over the model.</summary>
internal sealed record ModelTotals(long Parameters, long Macs, long WeightsFileBytes, int ScratchBytes, int Steps, long EstimatedNanoseconds)
{
    public static ModelTotals Of(ModelPlan plan) => new(
        plan.Layers.Sum(layer => layer.Parameters),
        plan.Layers.Sum(layer => layer.Macs),
        plan.WeightsBytes,
        plan.ArenaBytes,
        plan.Steps.Count,
        plan.Estimate?.Nanoseconds ?? 0);
}
