using Whittle.Generator.Emit.Unrolled;
using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>Models whose every step may take several samples at once, as one longer sample: fully connected integer layers, which then use each weight for
/// several samples, and what treats all elements alike. Tiny layers in line between them run sample after sample.</summary>
internal static class StackedSteps
{
    /// <summary>Samples taken at once: two tiles of a layer. More would not use weights better, and activations should stay in the cache.</summary>
    public const int Together = 16;

    /// <summary>Intermediate values of one sample up to which sixteen of them stay in the second-level cache.</summary>
    private const int LargestArena = 32 * 1024;

    private static readonly string[] s_layers = ["FullyConnectedInt8", "SparseFullyConnectedInt8", "CodebookFullyConnectedInt8"];
    private static readonly string[] s_endings = ["", "Accumulate", "Dynamic"];
    private static readonly string[] s_elementwise = ["QuantizeLinear.Run", "DequantizeLinear.Run", "Unary.Run"];

    public static bool Supports(ModelPlan plan) =>
        plan.ArenaBytes <= LargestArena && plan.Steps.Count <= StepsEmitter.StepsPerMethod &&
        plan.Steps.Any(step => IsLayer(plan, step.Call)) && plan.Steps.All(step => IsLayer(plan, step.Call) || IsElementwise(step.Call) || UnrolledChain.Of(step.Call) is not null);

    private static bool IsLayer(ModelPlan plan, PlanCall call)
    {
        var dot = call.Target.IndexOf('.');
        return dot > 0 && PlanWords.TryReference(call.Target.Substring(0, dot), "o", out var index) &&
            s_layers.Any(layer => s_endings.Any(ending => plan.Objects[index].Constructor.Target == layer + ending)) && OnlyWholeValues(call);
    }

    private static bool IsElementwise(PlanCall call) => s_elementwise.Contains(call.Target) && OnlyWholeValues(call);

    /// <summary>Nothing that is computed for each sample by itself, and no list, as lists hold sizes or one value for each channel.</summary>
    private static bool OnlyWholeValues(PlanCall call) => call.Arguments.All(argument => argument.Value
        is PlanValue.Input or PlanValue.Output or PlanValue.Buffer or PlanValue.Integer or PlanValue.Float or PlanValue.Symbol or PlanValue.Construct);
}
