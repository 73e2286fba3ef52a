using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>Transposed convolution of [batch, channels, spatial …] with weights [channels, outputs / group, kernel …]: each element adds its multiple of the kernel.</summary>
internal sealed class ConvTranspose : Operator
{
    public override string Name => "ConvTranspose";

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32, ElementType.Float64);
        context.Require(1, type);
        var (input, weights, groups) = (context.Shape(0), context.Shape(1), context.Attributes.Int("group", 1));
        if (weights.Rank is < 3 or > 8 || groups < 1 || input.Rank != weights.Rank || input[1] != weights[0] || input[1] % groups != 0 || input.Length == 0)
        {
            throw context.Mismatch($"weights {weights} in {groups} groups do not fit an operand {input}", "Check the model's input shape (channels first).");
        }

        var geometry = TransposedGeometry.Read(context, input, [.. weights.Skip(2)]);
        var channels = context.MakeShape([weights[1], groups]).Length;
        Conv.CheckBias(context, type, channels);
        context.SetOutput(0, type, [input[0], channels, .. geometry.Output]);
    }

    public override void Lower(LoweringContext context)
    {
        var geometry = TransposedGeometry.Read(new InferenceContext(context.Node), context.Type(0).Shape, [.. context.Type(1).Shape.Skip(2)]);
        context.Step("TransposedConvolutionWindows.Run", WindowArguments.Convolution(context, geometry));
    }
}
