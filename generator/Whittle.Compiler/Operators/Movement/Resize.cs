using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>
/// Resampling of any axes: nearest, linear or cubic, with every way to map positions. <see cref="Passes.ResizeAxes"/> takes it apart into one
/// <see cref="ResizeAxis"/> for each axis that changes.
/// </summary>
internal class Resize : Operator
{
    public override string Name => "Resize";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (1, 4);

    public override void Infer(InferenceContext context)
    {
        var mode = ResizeGeometry.Mode(context);
        var type = mode == "nearest"
            ? context.Type(0).Element
            : context.Require(0, ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int32);
        var output = context.Shape(0).ToArray();
        foreach (var axis in ResizeGeometry.Read(context))
        {
            output[axis.Axis] = axis.Output;
        }

        context.SetOutput(0, type, output);
    }
}
