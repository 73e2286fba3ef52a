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

    public static void Emit(CodeWriter code, EmittedNames names)
    {
        foreach (var chain in names.Chains)
        {
            code.Separate();
            code.Lines(
                $"/// <summary>Fully connected {chain.Sizes} as straight-line code: lanes are outputs, and what a layer makes stays in registers.</summary>");
            using (code.Block($"private static class {names.Chain(chain)}"))
            {
                for (var i = 0; i < chain.Layers.Count; i++)
                {
                    Table(code, chain.Layers[i], i);
                }

                Run(code);
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
            // The bias of {Literals.Count(layer.Outputs)} outputs (a row has {Literals.Count(layer.Stride)}), then their weights for each of {Literals.Count(layer.Inputs)} inputs.
            private static {RuntimeNames.ReadOnlySpan(ElementType.Float32)} {TableName(index)} =>
            [
            """);
        for (var row = 0; row <= layer.Inputs; row++)
        {
            for (var first = 0; first < layer.Stride; first += ValuesPerLine)
            {
                var values = Enumerable.Range(first, Math.Min(ValuesPerLine, layer.Stride - first)).Select(output => Literals.Float(layer.Cell(row, output)));
                code.Lines($"    {string.Join(", ", values)},");
            }
        }

        code.Lines("];");
    }

    private static void Run(CodeWriter code)
    {
        code.Separate();
        using (code.Block($"internal static void Run({UnrolledPathEmitter.Parameters})"))
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
}
