using System.Text.Json;
using System.Text.Json.Serialization;
using Whittle.Plan;

namespace Whittle.Tool.Inspection;

/// <summary>The facts of a compiled model that inspect shows; as JSON its member names are the format's.</summary>
internal sealed record ModelReport(
    string Model,
    string Sha256,
    long Bytes,
    string ClassName,
    IReadOnlyList<PortReport> Inputs,
    IReadOnlyList<PortReport> Outputs,
    IReadOnlyList<LayerReport> Layers,
    ModelTotals Totals,
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
        [.. plan.Inputs.Select(PortReport.Of)],
        [.. plan.Outputs.Select(PortReport.Of)],
        [.. plan.Layers.Select(LayerReport.Of)],
        ModelTotals.Of(plan),
        AnalyzerFinding.Of(plan));

    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}

/// <summary>An input or output.</summary>
internal sealed record PortReport(string Name, string Parameter, string Type, IReadOnlyList<int> Shape, int Length)
{
    public static PortReport Of(PlanPort port) => new(port.Name, port.Identifier, port.Type.Name(), [.. port.Shape], port.Length);
}

/// <summary>A layer with weights or multiplications.</summary>
/// <param name="ZeroShare">Share of the weights that are zero, 0 to 1.</param>
/// <param name="DistinctValues">Counted up to 257.</param>
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
    string Reason)
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
        layer.Reason);
}

/// <summary>Sums over the model.</summary>
internal sealed record ModelTotals(long Parameters, long Macs, long WeightsFileBytes, int ScratchBytes, int Steps)
{
    public static ModelTotals Of(ModelPlan plan) => new(
        plan.Layers.Sum(layer => layer.Parameters), plan.Layers.Sum(layer => layer.Macs), plan.WeightsBytes, plan.ArenaBytes, plan.Steps.Count);
}
