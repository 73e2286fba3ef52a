using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Pooling;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>QLinearAveragePool on channels-last images.</summary>
internal sealed class QLinearAveragePoolImage : ImagePool
{
    public override string Name => "QLinearAveragePool";

    public override (int Minimum, int Maximum) Inputs => (4, 5);

    public override void Lower(LoweringContext context) => context.Step(
        "QLinearAveragePool.Run",
        [new Argument("input", context.Input(0)), new Argument("output", context.Output()), .. Scales(context), .. Geometry(context).Where(a => !a.Name.StartsWith("dilation", StringComparison.Ordinal)), .. Averaging(context, asFlag: true)]);

    internal static Argument[] Scales(LoweringContext context)
    {
        var (input, output) = (Quantized.Read(context.Node, 1, 2), Quantized.Read(context.Node, 3, 4));
        return
        [
            new("inputScale", input.Scale),
            new("inputZeroPoint", input.ZeroPoint),
            new("outputScale", output.Scale),
            new("outputZeroPoint", output.ZeroPoint),
        ];
    }
}

/// <summary>QLinearGlobalAveragePool on channels-last images.</summary>
internal sealed class QLinearGlobalAveragePoolImage : GlobalImagePool
{
    public override string Name => "QLinearGlobalAveragePool";

    public override (int Minimum, int Maximum) Inputs => (4, 5);

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        context.Step(
            "QLinearGlobalAveragePool.Run",
            [
                new Argument("input", context.Input(0)),
                new Argument("output", context.Output()),
                .. QLinearAveragePoolImage.Scales(context),
                new Argument("batch", shape[0]),
                new Argument("pixels", shape[1] * shape[2]),
                new Argument("channels", shape[3]),
            ]);
    }
}
