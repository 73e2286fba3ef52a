using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Conversion of every element to another type; floats to integers truncate towards zero.</summary>
internal sealed class Cast : Operator
{
    public override string Name => "Cast";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        var to = (OnnxElementType)context.Attributes.Int("to", 0);
        var type = ElementTypeMap.FromOnnx(to) ?? throw context.Unsupported($"it converts to {to}", "Use float32, float16, double, an integer type or bool.");
        context.SetOutput(0, type, context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => Converted(node, inputs[0]!);

    /// <summary>A constant in the type of the node's result.</summary>
    internal static Tensor[] Converted(Node node, Tensor input)
    {
        var target = node.Output.KnownType;
        if (input.Element == target.Element)
        {
            return [input];
        }

        // Doubles would round long integers.
        var exact = input.Element == ElementType.Int64 && !target.Element.IsFloat();
        return [exact ? Tensor.FromIntegers(target, input.ToInt64s()) : Tensor.FromDoubles(target, input.ToDoubles())];
    }

    public override void Lower(LoweringContext context) => LowerConversion(context);

    /// <summary>Converts the first operand to the type of the result.</summary>
    internal static void LowerConversion(LoweringContext context)
    {
        if (context.Type(0).Element == context.OutputType.Element)
        {
            context.Alias();
            return;
        }

        if (context.Type(0).Element == ElementType.BFloat16 || context.OutputType.Element == ElementType.BFloat16)
        {
            throw context.Unsupported("it converts bfloat16 at run time", "Export the model with float32 or float16.");
        }

        context.Step("Cast.Run", new Argument("input", context.Input(0)), new Argument("output", context.Output()));
    }
}
