using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>Tensors that steps use as they are, and not packed in an object.</summary>
internal static class ConstantTensors
{
    /// <summary>Each once, in the order of first use.</summary>
    public static IEnumerable<PlanValue> UsedBy(ModelPlan plan) => plan.Steps.SelectMany(step => In(step.Call)).Distinct();

    /// <summary>A name for the tensor, or for the part of it.</summary>
    public static string Name(ModelPlan plan, PlanValue value) => value switch
    {
        PlanValue.TensorIndices indices => plan.Tensors[indices.Index].Name + "_indices",
        PlanValue.TensorCodebook codebook => plan.Tensors[codebook.Index].Name + "_codebook",
        PlanValue.Tensor tensor => plan.Tensors[tensor.Index].Name,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a tensor."),
    };

    public static string ElementType(ModelPlan plan, PlanValue value) => value switch
    {
        PlanValue.TensorIndices => "byte",
        PlanValue.TensorCodebook codebook => plan.Tensors[codebook.Index].Type.CSharp(),
        PlanValue.Tensor tensor => plan.Tensors[tensor.Index].Type.CSharp(),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a tensor."),
    };

    private static IEnumerable<PlanValue> In(PlanCall call) => call.Arguments.SelectMany(argument => In(argument.Value));

    private static IEnumerable<PlanValue> In(PlanValue value) => value switch
    {
        PlanValue.Tensor or PlanValue.TensorIndices or PlanValue.TensorCodebook => [value],
        PlanValue.Element element => In(element.Source),
        PlanValue.Construct construct => In(construct.Call),
        _ => [],
    };
}
