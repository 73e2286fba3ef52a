using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>The nested class that reads the weights and holds what is made of them.</summary>
internal static class LayersEmitter
{
    public static void Emit(CodeWriter code, ModelPlan plan, EmittedNames names, CallEmitter calls)
    {
        if (plan.Objects.Count + names.Constants.Length == 0)
        {
            return;
        }

        code.Separate();
        code.Lines("/// <summary>The layers with their weights, decoded and packed for this machine's processor at first use.</summary>");
        using (code.Block("private static class Layers"))
        {
            if (plan.Tensors.Count > 0)
            {
                code.Lines($"""
                    private static readonly {RuntimeNames.WeightReader} Weights =
                        {RuntimeNames.WeightReader}.Open(typeof({names.Class}).Assembly, {Literals.String(plan.WeightsResource)});
                    """);
            }

            // Fields are initialised in the order written: the reader, tensors, then objects, which may share tensors.
            foreach (var constant in names.Constants)
            {
                code.Separate();
                code.Lines(
                    $"internal static readonly {ConstantTensors.ElementType(plan, constant)}[] {names.Constant(constant)} = {calls.ReadTensor(constant)};");
            }

            for (var i = 0; i < plan.Objects.Count; i++)
            {
                var constructor = plan.Objects[i].Constructor;
                code.Separate();
                code.Lines($"internal static readonly {calls.ObjectType(constructor)} {names.Objects[i]} = {calls.Construction(constructor)};");
            }
        }
    }
}
