using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>y = saturate(round(x / scale) + zeroPoint), half to even; per tensor or per axis; 8-bit results.</summary>
internal sealed class QuantizeLinear : Operator
{
    public override string Name => "QuantizeLinear";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    /// <summary>The element type of the result: that of the zero point, or output_dtype, or uint8.</summary>
    public static ElementType? Target(Node node) => node.InputOrNull(2)?.KnownType.Element ??
        (node.Attributes.Has("output_dtype") ? ElementTypeMap.FromOnnx((OnnxElementType)node.Attributes.Int("output_dtype", 0)) : ElementType.UInt8);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.Float32);
        CheckParameters(context);
        if (context.Has(2))
        {
            context.Require(
                2, ElementType.UInt8, ElementType.Int8, ElementType.Int4, ElementType.UInt4, ElementType.Int16, ElementType.UInt16, ElementType.Int32);
        }

        context.SetOutput(0, Target(context.Node) ?? throw context.Unsupported("its output_dtype is not known", "Use uint8 or int8."), context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var type = node.Output.KnownType;
        if (!QuantizationBlocks.IsPlain(node))
        {
            return null;
        }

        var (lowest, highest) = Limits(type.Element);
        var quantized = Quantized.Of(node, inputs[1]!, inputs.Length > 2 ? inputs[2] : null);
        var channel = ChannelOf(node, inputs[0]!.Shape);
        var values = inputs[0]!.ToFloats();
        var result = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var c = quantized.PerTensor ? 0 : channel(i);
            var rounded = Math.Round((double)(float)(values[i] / quantized.Scales[c]), MidpointRounding.ToEven) + quantized.ZeroPoints[c];
            result[i] = Math.Max(lowest, Math.Min(highest, rounded));
        }

        return [Tensor.FromDoubles(type, result)];
    }

    /// <summary>In blocks, to other types than 8 bits, or with parameters that are computed at run time, by the plain arithmetic.</summary>
    public override Value?[]? Expand(ExpansionContext context)
    {
        var type = Target(context.Node)!.Value;
        if (QuantizationBlocks.IsPlain(context.Node) && Quantized.TryRead(context.Node, 1, 2) is not null && type is ElementType.UInt8 or ElementType.Int8)
        {
            return null;
        }

        var (lowest, highest) = Limits(type);
        var rounded = context.Call("Round", [context.Call("Div", [context.Input(0), QuantizationBlocks.Spread(context, 1)])]);
        if (context.Has(2))
        {
            rounded = context.Call("Add", [rounded, context.Call("Cast", [QuantizationBlocks.Spread(context, 2)], ("to", 1L))]);
        }

        var limited = context.Call("Clip", [rounded, context.Number(lowest, ElementType.Float32), context.Number(highest, ElementType.Float32)]);
        return [context.Call("Cast", [limited], ("to", (long)ElementTypeMap.ToOnnx(type)))];
    }

    public override void Lower(LoweringContext context)
    {
        var quantized = Quantized.Read(context.Node, 1, 2);
        if (context.OutputType.Element is not (ElementType.UInt8 or ElementType.Int8))
        {
            throw context.Unsupported($"it quantizes to {context.OutputType.Element.Name()} at run time", "Use 8-bit activations.");
        }

        if (quantized.PerTensor)
        {
            context.Step(
                "QuantizeLinear.Run",
                new Argument("input", context.Input(0)),
                new Argument("output", context.Output()),
                new Argument("scale", quantized.Scale),
                new Argument("zeroPoint", quantized.ZeroPoint));
            return;
        }

        context.Step("QuantizeLinear.RunPerAxis", PerAxis(context, quantized, context.OutputType.Element));
    }

    /// <summary>The channel of the n-th element along the node's axis.</summary>
    internal static Func<int, int> ChannelOf(Node node, TensorShape shape)
    {
        var (_, channels, inner) = Extents(node, shape);
        return index => index / inner % channels;
    }

    /// <summary>Arguments of the per-axis kernels, whose zero points have the 8-bit type.</summary>
    internal static Argument[] PerAxis(LoweringContext context, Quantized quantized, ElementType type)
    {
        var (outer, channels, inner) = Extents(context.Node, context.Type(0).Shape);
        var shape = new TensorShape(channels);
        return
        [
            new("input", context.Input(0)),
            new("output", context.Output()),
            new("scales", context.Store(context.Node.Name + ".scales", Tensor.FromFloats(shape, quantized.Scales))),
            new(
                "zeroPoints",
                context.Store(
                    context.Node.Name + ".zeroPoints",
                    Tensor.FromDoubles(new TensorType(type, shape), Array.ConvertAll(quantized.ZeroPoints, z => (double)z)))),
            new("outer", outer),
            new("channels", channels),
            new("inner", inner),
        ];
    }

    /// <summary>Parameters are one number, or one per element of the axis; shared with DequantizeLinear.</summary>
    internal static void CheckParameters(InferenceContext context)
    {
        if (context.Attributes.Int("block_size", 0) != 0)
        {
            QuantizationBlocks.Check(context);
            return;
        }

        var (shape, length) = (context.Shape(0), context.Shape(1).Length);
        Quantized.Check(context, 1, 2, length != 1 ? shape[context.Axis(context.Attributes.Int("axis", 1), shape.Rank)] : 1);
    }

    private static (double Lowest, double Highest) Limits(ElementType type) => type switch
    {
        ElementType.UInt8 => (0.0, 255.0),
        ElementType.Int8 => (-128.0, 127.0),
        ElementType.UInt4 => (0.0, 15.0),
        ElementType.Int4 => (-8.0, 7.0),
        ElementType.Int16 => (-32768.0, 32767.0),
        ElementType.UInt16 => (0.0, 65535.0),
        _ => (int.MinValue, (double)int.MaxValue),
    };

    private static (int Outer, int Channels, int Inner) Extents(Node node, TensorShape shape)
    {
        var axis = node.Attributes.Int("axis", 1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        return axis >= shape.Rank ? (1, 1, shape.Length) : (shape.Product(0, axis), shape[axis], shape.Product(axis + 1, shape.Rank));
    }
}
