using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>Lengths, shapes and labels.</summary>
internal static class ConstantsEmitter
{
    public static void Emit(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        Lengths(code, plan.Inputs, "input", names.InputLengths);
        Lengths(code, plan.Outputs, "output", names.OutputLengths);
        Sizes(code, plan);
        if (plan.Buffers.Count > 0)
        {
            code.Separate();
            code.Lines($"private const int ArenaBytes = {PlanNumbers.Write(plan.ArenaBytes)};");
        }

        if (plan.Labels.Count > 0)
        {
            code.Separate();
            code.Lines($"private static readonly string[] LabelNames =\n[\n    {string.Join(",\n    ", plan.Labels.Select(Literals.String))},\n];");
        }

        Shapes(code, plan.Inputs, "input", names.InputShapes);
        Shapes(code, plan.Outputs, "output", names.OutputShapes);
        if (plan.Labels.Count > 0)
        {
            code.Separate();
            code.Lines("""
                /// <summary>The classes that the model tells apart, in the order of its scores.</summary>
                public static global::System.ReadOnlySpan<string> Labels => LabelNames;
                """);
        }
    }

    private static void Sizes(CodeWriter code, ModelPlan plan)
    {
        code.Separate();
        code.Lines($"""
            /// <summary>Size of the model file in bytes.</summary>
            public const long ModelBytes = {PlanNumbers.Write(plan.ModelBytes)};

            /// <summary>Size in bytes of the weights that the assembly carries.</summary>
            public const long WeightsBytes = {PlanNumbers.Write(plan.WeightsBytes)};
            """);
    }

    private static void Lengths(CodeWriter code, EquatableArray<PlanPort> ports, string kind, string[] names)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            code.Separate();
            code.Lines($"""
                /// <summary>Number of elements of {kind} <c>{Literals.Xml(ports[i].Name)}</c>.</summary>
                public const int {names[i]} = {PlanNumbers.Write(ports[i].Length)};
                """);
        }
    }

    private static void Shapes(CodeWriter code, EquatableArray<PlanPort> ports, string kind, string[] names)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            code.Separate();
            code.Lines($"""
                /// <summary>Dimensions of {kind} <c>{Literals.Xml(ports[i].Name)}</c>.</summary>
                public static global::System.ReadOnlySpan<int> {names[i]} => {Literals.Shape(ports[i].Shape)};
                """);
        }
    }
}
