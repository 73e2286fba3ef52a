using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary><see cref="LpPool"/> on channels-last images.</summary>
internal sealed class LpPoolImage : ImagePool
{
    public override string Name => "LpPool";

    public override void Lower(LoweringContext context) => context.Step(
        "LpPool.Run",
        [new Argument("input", context.Input(0)), new Argument("output", context.Output()), .. Geometry(context), new("p", context.Attributes.Int("p", 2))]);
}
