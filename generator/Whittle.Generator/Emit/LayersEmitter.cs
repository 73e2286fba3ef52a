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

            CodebookParts(code, plan);
        }
    }

    private static void CodebookParts(CodeWriter code, ModelPlan plan)
    {
        var calls = plan.Objects.Select(item => item.Constructor).Concat(plan.Steps.Select(step => step.Call));
        var values = calls.SelectMany(call => call.Arguments).Select(argument => argument.Value).ToArray();
        if (values.Any(value => value is PlanValue.TensorIndices))
        {
            code.Separate();
            using (code.Block("private static byte[] Indices<T>(int tensor)\n    where T : unmanaged"))
            {
                code.Lines("""
                    Weights.ReadCodebook<T>(tensor, out var indices, out _);
                    return indices;
                    """);
            }
        }

        if (values.Any(value => value is PlanValue.TensorCodebook))
        {
            code.Separate();
            using (code.Block("private static T[] Codebook<T>(int tensor)\n    where T : unmanaged"))
            {
                code.Lines("""
                    Weights.ReadCodebook<T>(tensor, out _, out var codebook);
                    return codebook;
                    """);
            }
        }
    }
}
