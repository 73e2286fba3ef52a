using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>A global pool on channels-last images [batch, height, width, channels].</summary>
public abstract class GlobalImagePool : Operator
{
    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, context.Type(0).Element, context.Shape(0)[0], 1, 1, context.Shape(0)[3]);

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        context.Step(
            Name + ".Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("batch", shape[0]),
            new Argument("pixels", shape[1] * shape[2]),
            new Argument("channels", shape[3]));
    }
}

/// <summary><see cref="GlobalAveragePool"/> on channels-last images.</summary>
internal sealed class GlobalAveragePoolImage : GlobalImagePool
{
    public override string Name => "GlobalAveragePool";
}

/// <summary><see cref="GlobalMaxPool"/> on channels-last images.</summary>
internal sealed class GlobalMaxPoolImage : GlobalImagePool
{
    public override string Name => "GlobalMaxPool";
}
