using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary><see cref="AveragePool"/> on channels-last images.</summary>
internal sealed class AveragePoolImage : ImagePool
{
    public override string Name => "AveragePool";

    public override void Lower(LoweringContext context) => context.Step(
        "AveragePool.Run",
        [new Argument("input", context.Input(0)), new Argument("output", context.Output()), .. Geometry(context), .. Averaging(context)]);
}
