using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>Many predictions in one call, on all cores.</summary>
internal static class PredictBatchEmitter
{
    /// <summary>What the runtime's BatchPorts holds; a model with more ports predicts its samples in turn.</summary>
    private const int MaximumPorts = 8;

    public static void Emit(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        if (plan.Inputs.Count == 0 || plan.Outputs.Count == 0)
        {
            return;
        }

        code.Separate();
        code.Lines("/// <summary>Runs the model on each of several samples, on all cores if the work is worth it.</summary>");
        PortDocumentation.Parameters(code, plan.Inputs, names.BatchInputs, isBatch: true);
        PortDocumentation.Parameters(code, plan.Outputs, names.BatchOutputs, isBatch: true);
        code.Lines("""
            /// <param name="count">Number of samples.</param>
            /// <exception cref="global::System.ArgumentException">An argument has not <paramref name="count"/> times the length stated.</exception>
            """);
        using (code.Block($"public static void PredictBatch({Signatures.Parameters(plan, names.BatchInputs, names.BatchOutputs)}, int count)"))
        {
            code.Lines("global::System.ArgumentOutOfRangeException.ThrowIfNegative(count);");
            LengthCheckEmitter.Checks(code, plan.Inputs, names.BatchInputs, names.InputLengths, isBatch: true);
            LengthCheckEmitter.Checks(code, plan.Outputs, names.BatchOutputs, names.OutputLengths, isBatch: true);
            if (plan.Inputs.Count + plan.Outputs.Count <= MaximumPorts)
            {
                OnAllCores(code, plan, names);
            }
            else
            {
                InTurn(code, names);
            }
        }
    }

    private static void OnAllCores(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        code.Lines($"var {names.Batch} = new {RuntimeNames.BatchPorts}(count);");
        Add(code, names, names.BatchInputs, names.InputLengths);
        Add(code, names, names.BatchOutputs, names.OutputLengths);
        var inputs = plan.Inputs.Select((port, i) => $"{names.Sample}.Input<{port.Type.CSharp()}>({PlanNumbers.Write(i)})");
        var outputs = plan.Outputs.Select((port, i) => $"{names.Sample}.Output<{port.Type.CSharp()}>({PlanNumbers.Write(plan.Inputs.Count + i)})");
        var ports = string.Join(", ", [.. inputs, .. outputs]);
        var operations = $"operations: {PlanNumbers.Write(Operations(plan))}";
        code.Lines(StackedSteps.Supports(plan)
            ? $"{names.Batch}.Run({operations}, together: {PlanNumbers.Write(StackedSteps.Together)}, static {names.Sample} => ExecuteMany({ports}, "
            + $"{names.Sample}.Count));"
            : $"{names.Batch}.Run({operations}, static {names.Sample} => Execute({ports}));");
    }

    /// <summary>A rough measure of one prediction's work: every multiplication, and every element that goes in or out of a step.</summary>
    private static long Operations(ModelPlan plan) =>
        LayerFacts.Macs(plan) + plan.Inputs.Concat(plan.Outputs).Sum(port => (long)port.Length) + plan.Buffers.Sum(buffer => (long)buffer.Length);

    private static void Add(CodeWriter code, EmittedNames names, string[] ports, string[] lengths)
    {
        for (var i = 0; i < ports.Length; i++)
        {
            code.Lines($"{names.Batch}.Add({ports[i]}, {lengths[i]});");
        }
    }

    private static void InTurn(CodeWriter code, EmittedNames names)
    {
        using (code.Block($"for (var {names.Sample} = 0; {names.Sample} < count; {names.Sample}++)"))
        {
            string Slice(string port, string length) => $"{port}.Slice({names.Sample} * {length}, {length})";

            var slices = names.BatchInputs.Zip(names.InputLengths, Slice).Concat(names.BatchOutputs.Zip(names.OutputLengths, Slice));
            code.Lines($"Execute(\n    {string.Join(",\n    ", slices)});");
        }
    }
}
