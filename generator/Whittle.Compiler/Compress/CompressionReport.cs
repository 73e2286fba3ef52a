using Whittle.Compiler.Evaluation;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Compress;

/// <summary>What compression did, for the plan.</summary>
/// <param name="Layers">By layer name: what was done in words, and how far the weights moved.</param>
/// <param name="Outputs">How far the outputs moved.</param>
internal sealed record CompressionReport(IReadOnlyDictionary<string, (string Done, PlanDeviation? Weights)> Layers, IReadOnlyList<PlanOutputDeviation> Outputs)
{
    public static CompressionReport Empty { get; } = new(new Dictionary<string, (string Done, PlanDeviation? Weights)>(StringComparer.Ordinal), []);

    /// <summary>Compares weights and outputs with those before; null where they could not be measured.</summary>
    public static CompressionReport Of(Graph graph, IReadOnlyList<WeightLayer> layers, SampleSet samples, IReadOnlyList<Tensor[]>? before)
    {
        var rows = new Dictionary<string, (string Done, PlanDeviation? Weights)>(StringComparer.Ordinal);
        foreach (var layer in layers.Where(layer => layer.Done.Count > 0))
        {
            var weights = new Deviation();
            weights.Add(layer.Original.As<float>(), layer.Weights);
            rows[layer.Name] = (string.Join(", ", layer.Done), weights.Result());
        }

        return new CompressionReport(rows, before is null ? [] : Compare(graph, samples, before));
    }

    private static List<PlanOutputDeviation> Compare(Graph graph, SampleSet samples, IReadOnlyList<Tensor[]> before)
    {
        var after = samples.Run(graph);
        var outputs = new List<PlanOutputDeviation>();
        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            var deviation = new Deviation();
            for (var n = 0; n < after.Count; n++)
            {
                deviation.Add(before[n][i].ToFloats(), after[n][i].ToFloats());
            }

            if (deviation.Result() is { } result)
            {
                outputs.Add(new PlanOutputDeviation(graph.Outputs[i].Name, result, samples.Count, samples.Description));
            }
        }

        return outputs;
    }

    /// <summary>The layer table with what was done to each.</summary>
    public PlanLayer Complete(PlanLayer layer) =>
        Layers.TryGetValue(layer.Name, out var row) ? layer with { Compressed = row.Done, WeightDeviation = row.Weights } : layer;
}
