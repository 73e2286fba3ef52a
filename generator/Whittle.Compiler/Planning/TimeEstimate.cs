using Whittle.Compiler.Lowering;
using Whittle.Compiler.Selection;
using Whittle.Plan;

namespace Whittle.Compiler.Planning;

/// <summary>The estimated time of a prediction: its layers and, by the elements they touch, all other steps.</summary>
internal static class TimeEstimate
{
    public static PlanEstimate Of(LoweredModel model)
    {
        var layers = model.Layers.Sum(layer => layer.Facts.Nanoseconds);

        // Steps of layer objects and unrolled layers are in the table already.
        var others = model.Steps
            .Where(step => step.Target != UnrolledChains.Target && !IsLayerStep(step.Target))
            .Sum(step => TimeTable.OfStep(step.Reads.Concat(step.Writes).Distinct().Sum(storage => (long)storage.Type.Length)));
        return new PlanEstimate(layers + (long)Math.Round(others), TimeTable.Machine);
    }

    /// <summary>"o3.Run".</summary>
    private static bool IsLayerStep(string target) => target.Length > 1 && target[0] == 'o' && char.IsDigit(target[1]);
}
