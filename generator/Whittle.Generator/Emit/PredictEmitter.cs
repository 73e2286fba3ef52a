using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>The two ways to run the model once: into the caller's memory, and into new arrays.</summary>
internal static class PredictEmitter
{
    public static void Emit(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        IntoSpans(code, plan, names);

        // Without outputs both ways would be one.
        if (plan.Outputs.Count > 0)
        {
            IntoArrays(code, plan, names);
        }
    }

    private static void IntoSpans(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        code.Separate();
        code.Lines("/// <summary>Runs the model once. Allocates nothing, keeps no state, and may be called by several threads at a time.</summary>");
        PortDocumentation.Parameters(code, plan.Inputs, names.Inputs);
        PortDocumentation.Parameters(code, plan.Outputs, names.Outputs);
        code.Lines("/// <exception cref=\"global::System.ArgumentException\">An argument has not the length stated.</exception>");
        using (code.Block($"public static void Predict({Signatures.Parameters(plan, names.Inputs, names.Outputs)})"))
        {
            LengthCheckEmitter.Checks(code, plan.Inputs, names.Inputs, names.InputLengths);
            LengthCheckEmitter.Checks(code, plan.Outputs, names.Outputs, names.OutputLengths);
            code.Lines($"Execute({Signatures.Arguments(names)});");
        }
    }

    private static void IntoArrays(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        var isSingle = plan.Outputs.Count == 1;
        code.Separate();
        code.Lines("/// <summary>Runs the model once, and returns its results in new arrays.</summary>");
        PortDocumentation.Parameters(code, plan.Inputs, names.Inputs);
        code.Lines($"""
            /// <returns>{(isSingle ? PortDocumentation.Describe(plan.Outputs[0]) : string.Join(" ", plan.Outputs.Select(PortDocumentation.Describe)))}</returns>
            /// <exception cref="global::System.ArgumentException">An argument has not the length stated.</exception>
            """);
        var type = isSingle
            ? $"{plan.Outputs[0].Type.CSharp()}[]"
            : $"({string.Join(", ", plan.Outputs.Select((port, i) => $"{port.Type.CSharp()}[] {names.TupleElements[i]}"))})";
        using (code.Block($"public static {type} Predict({string.Join(", ", Signatures.Inputs(plan, names.Inputs))})"))
        {
            for (var i = 0; i < plan.Outputs.Count; i++)
            {
                code.Lines($"var {names.Outputs[i]} = new {plan.Outputs[i].Type.CSharp()}[{names.OutputLengths[i]}];");
            }

            code.Lines($"""
                Predict({Signatures.Arguments(names)});
                return {(isSingle ? names.Outputs[0] : $"({string.Join(", ", names.Outputs)})")};
                """);
        }
    }
}
