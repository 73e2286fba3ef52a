using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>The class's XML documentation: ports, sizes and the layer table, where the IDE shows them.</summary>
internal static class ClassDocumentationEmitter
{
    public static void Emit(CodeWriter code, ModelPlan plan)
    {
        code.Lines($"""
            /// <summary>The neural network {Literals.Xml(plan.Model)}.</summary>
            /// <remarks>
            """);
        foreach (var input in plan.Inputs)
        {
            code.Lines($"/// <para>Input {PortDocumentation.Describe(input)}</para>");
        }

        foreach (var output in plan.Outputs)
        {
            code.Lines($"/// <para>Output {PortDocumentation.Describe(output)}</para>");
        }

        code.Lines($"""
            /// <para>{Literals.Count(plan.ModelBytes)} bytes as a model, {Literals.Count(plan.WeightsBytes)} bytes of weights in the assembly.
            /// {Literals.Count(LayerFacts.Macs(plan))} multiplications for one prediction if all were done.</para>
            """);
        Layers(code, plan);
        code.Lines("/// </remarks>");
    }

    private static void Layers(CodeWriter code, ModelPlan plan)
    {
        if (plan.Layers.Count == 0)
        {
            return;
        }

        code.Lines("""
            /// <list type="table">
            /// <listheader><term>Layer</term><description>Operator, weights, parameters, zeros, kernel</description></listheader>
            """);
        foreach (var layer in plan.Layers)
        {
            code.Lines("/// <item>"
                + $"<term>{Literals.Xml(layer.Name)}</term>"
                + $"<description>{Literals.Xml(layer.Operator)}, {LayerFacts.Weights(layer)}, {Literals.Count(layer.Parameters)}, {LayerFacts.Zeros(layer)}, "
                + $"{Literals.Xml(LayerFacts.Kernel(layer))}</description></item>");
        }

        code.Lines("/// </list>");
    }
}
