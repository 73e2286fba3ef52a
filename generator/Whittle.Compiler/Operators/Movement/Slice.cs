using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>Part of a tensor: start, end and step along some axes. Attributes before opset 10, operands since.</summary>
internal sealed class Slice : Operator
{
    public override string Name => "Slice";

    public override string Restrictions => "constant bounds";

    public override (int Minimum, int Maximum) Inputs => (1, 5);

    public override void Infer(InferenceContext context)
    {
        var (starts, steps, shape) = Bounds(context);
        context.Node.Attributes.Set("whittle.starts", Array.ConvertAll(starts, v => (long)v)).Set("whittle.steps", Array.ConvertAll(steps, v => (long)v));
        context.SetOutput(0, context.Type(0).Element, shape);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (input, output) = (inputs[0]!.Shape, node.Output.Shape);
        var (starts, steps, strides) = (node.Attributes.Ints("whittle.starts")!, node.Attributes.Ints("whittle.steps")!, input.Strides());
        var source = new int[output.Length];
        var position = new int[output.Rank];
        for (var i = 0; i < source.Length; i++)
        {
            for (var axis = 0; axis < position.Length; axis++)
            {
                source[i] += (starts[axis] + (position[axis] * steps[axis])) * strides[axis];
            }

            for (var axis = position.Length - 1; axis >= 0 && ++position[axis] == output[axis]; axis--)
            {
                position[axis] = 0;
            }
        }

        return [inputs[0]!.Pick(output, source)];
    }

    public override void Lower(LoweringContext context)
    {
        if (context.Type(0).Shape.Equals(context.OutputType.Shape) && context.Attributes.Ints("whittle.steps")!.All(step => step == 1))
        {
            context.Alias();
            return;
        }

        context.Step(
            "Slice.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("shape", context.Type(0).Shape.ToArray()),
            new Argument("starts", context.Attributes.Ints("whittle.starts")!),
            new Argument("steps", context.Attributes.Ints("whittle.steps")!),
            new Argument("outputShape", context.OutputType.Shape.ToArray()));
    }

    private static (int[] Starts, int[] Steps, int[] Shape) Bounds(InferenceContext context)
    {
        var shape = context.Shape(0).ToArray();
        var starts = context.AttributeOrInput("starts", 1) ?? throw context.Mismatch("it has no starts", "Export the model again.");
        var ends = context.AttributeOrInput("ends", 2) ?? throw context.Mismatch("it has no ends", "Export the model again.");
        var axes = context.AttributeOrInput("axes", 3) ?? [.. Enumerable.Range(0, starts.Length)];
        var steps = context.Integers(4, "steps") ?? [.. starts.Select(_ => 1)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw context.Mismatch("its starts, ends, axes and steps do not fit together", "All four need one entry per axis, and a step may not be 0.");
        }

        var (allStarts, allSteps) = (new int[shape.Length], Enumerable.Repeat(1, shape.Length).ToArray());
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = context.Axis(axes[i], shape.Length);
            var (length, step) = (context.Shape(0)[axis], steps[i]);
            var start = Position(starts[i], length, step, 0, length - 1);
            var end = Position(ends[i], length, step, -1, length);
            (allStarts[axis], allSteps[axis]) = (start, step);
            shape[axis] = (int)Math.Max(0, step > 0 ? ((long)end - start + step - 1) / step : ((long)start - end - step - 1) / -(long)step);
        }

        return (allStarts, allSteps, shape);
    }

    /// <summary>A possibly negative or far-out position as ONNX clamps it for the direction of the step.</summary>
    private static int Position(int position, int length, int step, int lowestBackwards, int highestBackwards)
    {
        long wrapped = position < 0 ? (long)position + length : position;
        return step > 0
            ? (int)Math.Min(Math.Max(wrapped, 0), length)
            : (int)Math.Min(Math.Max(wrapped, lowestBackwards), Math.Min(highestBackwards, length - 1));
    }
}
