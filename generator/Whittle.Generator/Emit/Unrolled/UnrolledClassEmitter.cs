using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>A nested class per chain: the tables of weights, and straight-line code for 256-bit and for 128-bit vectors.</summary>
/// <remarks>Tables rather than vector constants: both widths read the same ones, they do not stand among the logic, and the JIT sees their addresses as
/// constants, so the code is the same. 512-bit vectors would be slower for most layers of this size, and 256-bit ones must not be used where the processor has
/// none: there the JIT calls a method for every operation.</remarks>
internal static class UnrolledClassEmitter
{
    private const int ValuesPerLine = 8;

    public static void Emit(CodeWriter code, ModelPlan plan, EmittedNames names)
    {
        foreach (var chain in names.Chains)
        {
            code.Separate();
            code.Lines(
                $"/// <summary>Fully connected {chain.Sizes} as straight-line code: lanes are outputs, and what a layer makes stays in registers.</summary>");
            using (code.Block($"private static class {names.Chain(chain)}"))
            {
                var layers = chain.Links.OfType<UnrolledLayer>().ToArray();
                for (var i = 0; i < layers.Length; i++)
                {
                    Table(code, layers[i], i);
                }

                Run(code, chain);
                if (StackedSteps.Supports(plan))
                {
                    RunMany(code, chain);
                }

                UnrolledPathEmitter.Emit(code, chain, wide: true);
                UnrolledPathEmitter.Emit(code, chain, wide: false);
            }
        }
    }

    /// <summary>The name of a layer's table.</summary>
    public static string TableName(int layer) => "Layer" + PlanNumbers.Write(layer + 1);

    private static void Table(CodeWriter code, UnrolledLayer layer, int index)
    {
        code.Separate();
        code.Lines($"""
            // The bias of {Literals.Count(layer.Outputs)} outputs (a row has {Literals.Count(layer.Stride)}), then their weights for each of {Literals.Count(layer.Inputs)} inputs{Endings(layer)}.
            private static {RuntimeNames.ReadOnlySpan(ElementType.Float32)} {TableName(index)} =>
            [
            """);
        for (var row = 0; row < layer.Rows; row++)
        {
            for (var first = 0; first < layer.Stride; first += ValuesPerLine)
            {
                var values = Enumerable.Range(first, Math.Min(ValuesPerLine, layer.Stride - first)).Select(output => Literals.Float(layer.Cell(row, output)));
                code.Lines($"    {string.Join(", ", values)},");
            }
        }

        code.Lines("];");
    }

    private static string Endings(UnrolledLayer layer) =>
        (layer.HasMultipliers ? ", then what each sum is multiplied by" : "") + (layer.HasAddends ? ", then what is added to it" : "");

    private static void Run(CodeWriter code, UnrolledChain chain)
    {
        code.Separate();
        using (code.Block($"internal static void Run({UnrolledPathEmitter.Parameters(chain)})"))
        {
            using (code.Block($"if ({RuntimeNames.Intrinsics}Vector256.IsHardwareAccelerated)"))
            {
                code.Lines("Run256(input, output);");
            }

            using (code.Block("else"))
            {
                code.Lines("Run128(input, output);");
            }
        }
    }

    private static void RunMany(CodeWriter code, UnrolledChain chain)
    {
        var (inputs, outputs) = (PlanNumbers.Write(chain.Inputs), PlanNumbers.Write(chain.Outputs));
        code.Separate();
        using (code.Block($"internal static void RunMany({UnrolledPathEmitter.Parameters(chain)}, int samples)"))
        {
            using (code.Block("for (var i = 0; i < samples; i++)"))
            {
                code.Lines($"Run(input.Slice(i * {inputs}, {inputs}), output.Slice(i * {outputs}, {outputs}));");
            }
        }
    }
}
