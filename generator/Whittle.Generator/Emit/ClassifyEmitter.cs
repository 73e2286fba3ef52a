using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>The best label and its score, when the model names what its first output scores.</summary>
internal static class ClassifyEmitter
{
    public static void Emit(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        if (!IsClassifier(plan))
        {
            return;
        }

        var score = plan.Outputs[0].Type.CSharp();
        code.Separate();
        code.Lines("/// <summary>Runs the model once, and returns the label with the highest score (the first of equals). Allocates nothing.</summary>");
        PortDocumentation.Parameters(code, plan.Inputs, names.Inputs);
        code.Lines("/// <exception cref=\"global::System.ArgumentException\">An argument has not the length stated.</exception>");
        using (code.Block($"public static (string Label, {score} Score) Classify({string.Join(", ", Signatures.Inputs(plan, names.Inputs))})"))
        {
            Body(code, plan, names);
        }
    }

    private static bool IsClassifier(ModelPlan plan) =>
        plan.Labels.Count > 0
        && plan.Outputs.Count > 0
        && plan.Outputs[0].Length == plan.Labels.Count
        && plan.Outputs[0].Type is not (ElementType.Bool or ElementType.BFloat16)
        && plan.Outputs.Sum(Room) <= int.MaxValue;

    /// <summary>Bytes of an output, rounded up to whole cache lines.</summary>
    private static long Room(PlanPort port) => (((long)port.Length * port.Type.Size()) + 63) / 64 * 64;

    private static void Body(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        var offset = 0L;
        var offsets = new long[plan.Outputs.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = offset;
            offset += Room(plan.Outputs[i]);
        }

        code.Lines($"using var {names.Scratch} = {RuntimeNames.ScratchPool}.Rent({PlanNumbers.Write(offset)});");
        for (var i = 0; i < offsets.Length; i++)
        {
            code.Lines(
                $"var {names.Outputs[i]} = {names.Scratch}.Get<{plan.Outputs[i].Type.CSharp()}>({PlanNumbers.Write(offsets[i])}, {names.OutputLengths[i]});");
        }

        var (scores, best, index) = (names.Outputs[0], names.Best, names.Index);
        code.Lines($"""
            Predict({Signatures.Arguments(names)});
            var {best} = 0;
            """);
        using (code.Block($"for (var {index} = 1; {index} < {scores}.Length; {index}++)"))
        {
            using (code.Block($"if ({scores}[{index}] > {scores}[{best}])"))
            {
                code.Lines($"{best} = {index};");
            }
        }

        code.Separate();
        code.Lines($"return (LabelNames[{best}], {scores}[{best}]);");
    }
}
