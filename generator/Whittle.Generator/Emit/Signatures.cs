using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>Parameter and argument lists that several methods share: all inputs, then all outputs, in graph order.</summary>
internal static class Signatures
{
    public static string Parameters(ModelPlan plan, string[] inputs, string[] outputs) =>
        string.Join(", ", [.. Inputs(plan, inputs), .. Outputs(plan, outputs)]);

    public static IEnumerable<string> Inputs(ModelPlan plan, string[] names) =>
        plan.Inputs.Select((port, i) => $"{RuntimeNames.ReadOnlySpan(port.Type)} {names[i]}");

    public static IEnumerable<string> Outputs(ModelPlan plan, string[] names) => plan.Outputs.Select((port, i) => $"{RuntimeNames.Span(port.Type)} {names[i]}");

    public static string Arguments(EmittedNames names) => string.Join(", ", [.. names.Inputs, .. names.Outputs]);
}
