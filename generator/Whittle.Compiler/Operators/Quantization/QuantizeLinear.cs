using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>y = saturate(round(x / scale) + zeroPoint), half to even; per tensor, per axis or per block.</summary>
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
        QuantizationGrid.Check(context);
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
        var (lowest, highest) = Limits(type.Element);
        var (quantized, grid) = (Quantized.Read(node, 1, 2), QuantizationGrid.Of(node));
        var values = inputs[0]!.ToFloats();
        return [Tensor.FromDoubles(type, [.. values.Select((value, i) =>
        {
            var c = quantized.PerTensor ? 0 : grid[i];
            var rounded = Math.Round((double)(float)(value / quantized.Scales[c]), MidpointRounding.ToEven) + quantized.ZeroPoints[c];
            return Math.Max(lowest, Math.Min(highest, rounded));
        })])];
    }

    public override void Lower(LoweringContext context)
    {
        var type = context.OutputType.Element;
        var grid = QuantizationGrid.Of(context.Node);
        if (type is not (ElementType.UInt8 or ElementType.Int8) || !(grid.IsPerAxis || context.Type(1).Length == 1))
        {
            var (lowest, highest) = Limits(type);
            context.Step(
                "QuantizeBlocks.Run", [.. Operands(context), .. grid.Arguments(), new("lowest", Literals.Of(type, lowest)), new("highest", Literals.Of(type, highest))]);
            return;
        }

        if (Quantized.TryRead(context.Node, 1, 2) is { PerTensor: false } perAxis)
        {
            context.Step("QuantizeLinear.RunPerAxis", PerAxis(context, perAxis, grid, type));
            return;
        }

        if (grid.IsPerAxis)
        {
            context.Step("QuantizeLinear.RunPerAxis", [.. Operands(context), .. PerAxis(grid)]);
            return;
        }

        context.Step(
            "QuantizeLinear.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("scale", context.Scalar(1)),
            new Argument("zeroPoint", context.Has(2) ? context.Scalar(2) : 0));
    }

    /// <summary>Arguments of the per-axis kernels with parameters known at build time; zero points have the 8-bit type.</summary>
    internal static Argument[] PerAxis(LoweringContext context, Quantized quantized, QuantizationGrid grid, ElementType type)
    {
        var shape = new TensorShape(grid.Length);
        return
        [
            new("input", context.Input(0)),
            new("output", context.Output()),
            new("scales", context.Store(context.Node.Name + ".scales", Tensor.FromFloats(shape, quantized.Scales))),
            new("zeroPoints", context.Store(context.Node.Name + ".zeroPoints", Tensor.FromDoubles(new TensorType(type, shape), Array.ConvertAll(quantized.ZeroPoints, z => (double)z)))),
            .. PerAxis(grid),
        ];
    }

    /// <summary>The grid as the per-axis kernels name it.</summary>
    internal static Argument[] PerAxis(QuantizationGrid grid) => [new("outer", grid.Outer), new("channels", grid.Length), new("inner", grid.Inner)];

    /// <summary>The operands as they are, known at build time or not.</summary>
    internal static Argument[] Operands(LoweringContext context) =>
    [
        new("input", context.Input(0)),
        new("output", context.Output()),
        new("scales", context.Input(1)),
        new("zeroPoints", context.Has(2) ? context.Input(2) : new PlanValue.Integers(default)),
    ];

    private static (double Lowest, double Highest) Limits(ElementType type) => type switch
    {
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementType.UInt4 => (0, 15),
        ElementType.Int4 => (-8, 7),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        ElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        _ => (int.MinValue, int.MaxValue),
    };
}
