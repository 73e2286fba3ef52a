using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>Checks of the arguments' lengths, and the one method that words the failure.</summary>
internal static class LengthCheckEmitter
{
    /// <summary>One check per port; the condition is all that the JIT inlines.</summary>
    public static void Checks(CodeWriter code, EquatableArray<PlanPort> ports, string[] names, string[] lengths, bool isBatch = false)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            var expected = isBatch ? $"(long){lengths[i]} * count" : lengths[i];
            var shape = Literals.String(isBatch ? $"count x {Literals.Shape(ports[i].Shape)}" : Literals.Shape(ports[i].Shape));
            using (code.Block($"if ({names[i]}.Length != {expected})"))
            {
                code.Lines($"throw WrongLength(nameof({names[i]}), {expected}, {shape}, {names[i]}.Length);");
            }

            code.Separate();
        }
    }

    public static void Emit(CodeWriter code, ModelPlan plan)
    {
        if (plan.Inputs.Count + plan.Outputs.Count == 0)
        {
            return;
        }

        code.Separate();
        code.Lines("""
            private static global::System.ArgumentException WrongLength(string name, long expected, string shape, int actual) =>
                new($"The length of '{name}' must be {expected} (shape {shape}), but it is {actual}.", name);
            """);
    }
}
