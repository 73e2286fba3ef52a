using Whittle.Compiler.Evaluation;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Settings;
using Whittle.Plan;

namespace Whittle.Compiler.Budgets;

/// <summary>Runs the graph on test data and counts how often the greatest number of the first output is the label's.</summary>
internal static class AccuracyMeasurement
{
    /// <summary>Null when there is no test data.</summary>
    /// <exception cref="ModelException">The data does not fit the model, or an operator cannot be evaluated.</exception>
    public static PlanAccuracy? Run(Graph graph, DataFolder? data)
    {
        if (data is null)
        {
            return null;
        }

        var samples = SampleFolder.Read(data, graph);
        var labels = SampleFolder.ReadLabels(data, samples.Count);
        var right = samples.Run(graph).Where((outputs, n) => Greatest(outputs[0].ToFloats()) == labels[n]).Count();
        return new PlanAccuracy(Math.Round((double)right / samples.Count, 6), samples.Count, data.Name);
    }

    /// <summary>Place of the greatest number; of equal ones the first.</summary>
    private static int Greatest(float[] values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
