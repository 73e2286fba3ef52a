using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>The kernel calls of one prediction, in a private method, or several where there are many.</summary>
internal static class StepsEmitter
{
    /// <summary>Far below the size at which the JIT gives up optimising a method.</summary>
    public const int StepsPerMethod = 100;

    public static void Emit(CodeWriter code, ModelPlan plan, EmittedNames names, CallEmitter calls)
    {
        var parts = (plan.Steps.Count + StepsPerMethod - 1) / StepsPerMethod;
        code.Separate();
        using (code.Block($"private static void Execute({Signatures.Parameters(plan, names.Inputs, names.Outputs)})"))
        {
            if (plan.Buffers.Count > 0)
            {
                code.Lines($"using var {names.Scratch} = {RuntimeNames.ScratchPool}.Rent(ArenaBytes);");
            }

            if (parts <= 1)
            {
                Steps(code, plan, names, plan.Steps, calls);
                return;
            }

            for (var part = 1; part <= parts; part++)
            {
                code.Lines($"ExecutePart{PlanNumbers.Write(part)}({Signatures.Arguments(names)}{(plan.Buffers.Count > 0 ? $", {names.Scratch}" : "")});");
            }
        }

        for (var part = 0; part < parts; part++)
        {
            Part(code, plan, names, calls, part, parts);
        }
    }

    /// <summary>The same calls for several samples that follow one another, if all can take them.</summary>
    public static void EmitMany(CodeWriter code, ModelPlan plan, EmittedNames names, CallEmitter calls)
    {
        if (!StackedSteps.Supports(plan))
        {
            return;
        }

        code.Separate();
        code.Lines("// Several samples that follow one another: every step takes all of them, and layers use each weight for several.");
        using (code.Block($"private static void ExecuteMany({Signatures.Parameters(plan, names.Inputs, names.Outputs)}, int {names.Samples})"))
        {
            if (plan.Buffers.Count > 0)
            {
                code.Lines($"using var {names.Scratch} = {RuntimeNames.ScratchPool}.Rent({names.Samples} * ArenaBytes);");
            }

            Steps(code, plan, names, plan.Steps, calls, $"{names.Samples} * ");
        }
    }

    private static void Part(CodeWriter code, ModelPlan plan, EmittedNames names, CallEmitter calls, int part, int parts)
    {
        // Of nearly equal size, so that none is left with a few steps.
        var first = plan.Steps.Count * part / parts;
        var end = plan.Steps.Count * (part + 1) / parts;
        var parameters = Signatures.Parameters(plan, names.Inputs, names.Outputs) + (plan.Buffers.Count > 0 ? $", {RuntimeNames.Scratch} {names.Scratch}" : "");
        code.Separate();
        using (code.Block($"private static void ExecutePart{PlanNumbers.Write(part + 1)}({parameters})"))
        {
            Steps(code, plan, names, [.. plan.Steps.Skip(first).Take(end - first)], calls);
        }
    }

    private static void Steps(CodeWriter code, ModelPlan plan, EmittedNames names, IReadOnlyList<PlanStep> steps, CallEmitter calls, string times = "")
    {
        foreach (var index in steps.SelectMany(step => Buffers(step.Call)).Distinct().OrderBy(index => index))
        {
            var buffer = plan.Buffers[index];
            var place = $"{times}{PlanNumbers.Write(buffer.Offset)}, {times}{PlanNumbers.Write(buffer.Length)}";
            var comment = buffer.Name.Length > 0 ? $" // {Literals.Comment(buffer.Name)}" : "";
            code.Lines($"var {names.Buffers[index]} = {names.Scratch}.Get<{buffer.Type.CSharp()}>({place});{comment}");
        }

        foreach (var step in steps)
        {
            code.Separate();
            if (step.Comment.Length > 0)
            {
                code.Lines($"// {Literals.Comment(step.Comment)}");
            }

            code.Lines(calls.Statement(step.Call, many: times.Length > 0));
        }
    }

    private static IEnumerable<int> Buffers(PlanCall call) => call.Arguments.SelectMany(argument => Buffers(argument.Value));

    private static IEnumerable<int> Buffers(PlanValue value) => value switch
    {
        PlanValue.Buffer buffer => [buffer.Index],
        PlanValue.Element element => Buffers(element.Source),
        PlanValue.Construct construct => Buffers(construct.Call),
        _ => [],
    };
}
