using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary><see cref="MaxPool"/> on channels-last images.</summary>
internal sealed class MaxPoolImage : ImagePool
{
    public override string Name => "MaxPool";

    public override void Lower(LoweringContext context) => context.Step(
        "MaxPool.Run", [new Argument("input", context.Input(0)), new Argument("output", context.Output()), .. Geometry(context)]);
}
