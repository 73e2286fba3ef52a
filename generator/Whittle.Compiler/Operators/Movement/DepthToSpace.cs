using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>Channels spread over blocks of pixels: [batch, channels, height, width] with a block size.</summary>
internal sealed class DepthToSpace : Operator
{
    public override string Name => "DepthToSpace";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        var (shape, block) = (context.Shape(0), context.Attributes.Int("blocksize", 0));
        if (shape.Rank != 4 || block is < 1 or > 1024 || shape[1] % (block * block) != 0)
        {
            throw context.Mismatch($"a block of {block} does not fit {shape}", "The operand must be [batch, channels, height, width] that the block divides.");
        }

        context.SetOutput(0, context.Type(0).Element, shape[0], shape[1] / (block * block), shape[2] * block, shape[3] * block);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (block, output) = (node.Attributes.Int("blocksize", 1), node.Output.Shape);
        var (channels, height, width) = (inputs[0]!.Shape[1], inputs[0]!.Shape[2], inputs[0]!.Shape[3]);
        var columnFirst = node.Attributes.String("mode", "DCR") == "CRD";
        return [inputs[0]!.Pick(output, [.. Enumerable.Range(0, output.Length).Select(i =>
        {
            var (column, row, c) = (i % output[3], i / output[3] % output[2], i / (output[3] * output[2]) % output[1]);
            var inBlock = (row % block * block) + (column % block);
            var source = columnFirst ? (c * block * block) + inBlock : (inBlock * output[1]) + c;
            var image = i / (output[1] * output[2] * output[3]);
            return (((((image * channels) + source) * height) + (row / block)) * width) + (column / block);
        })])];
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        context.Step(
            "DepthToSpace.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("batch", shape[0]),
            new Argument("channels", shape[1]),
            new Argument("height", shape[2]),
            new Argument("width", shape[3]),
            new Argument("blockSize", context.Attributes.Int("blocksize", 1)),
            new Argument("columnRowDepth", context.Attributes.String("mode", "DCR") == "CRD"),
            new Argument("channelsLast", false));
    }
}
