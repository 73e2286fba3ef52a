using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Selection;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>
/// The signs of an operand [… , inputs] times constant weights [outputs, inputs], all ± the same magnitude within an output, plus optional bias [outputs], limited
/// to [minimum, maximum]: a binary layer of binary activations. Attribute zero is what a zero counts as: 0 (Sign) or 1 (x ≥ 0).
/// </summary>
/// <remarks>XNOR-Net (Rastegari et al., 2016): a product of signs is the exclusive or of their bits, a sum of products a count of bits.</remarks>
internal sealed class SignFullyConnected : Operator
{
    public override string Name => "SignFullyConnected";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    /// <summary>Whether each output has weights of one magnitude, none of them zero.</summary>
    public static bool IsBinary(Tensor weights)
    {
        var values = weights.ToFloats();
        var inputs = weights.Shape[1];
        for (var i = 0; i < values.Length; i++)
        {
            var magnitude = Math.Abs(values[i / inputs * inputs]);
            if (!(magnitude > 0 && Math.Abs(values[i]) == magnitude && !float.IsInfinity(magnitude)))
            {
                return false;
            }
        }

        return true;
    }

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, ElementType.Float32, FullyConnected.OutputShape(context.Shape(0), context.Shape(1)));

    public override void Lower(LoweringContext context)
    {
        var weights = context.Constant(1)!;
        var input = context.Type(0).Shape;
        var query = FullyConnected.Query(input, weights);
        var choice = new KernelChoice("SignFullyConnectedFloat", "binary weights times signs: 64 products are one exclusive or and one count of bits");
        context.Layer(LayerFacts.Of(context.Node, weights, query, (long)query.Rows * weights.Length, choice), weights);
        var layer = context.Object(
            choice.Kernel,
            [FullyConnected.ShapeStruct(context, input, weights.Shape)],
            new Argument("weights", context.Store(context.Node.Input(1).Name, weights)),
            new Argument("bias", Bias.Operand(context, 2)),
            new Argument("zeroIsPositive", context.Attributes.Flag("zero", false)),
            new Argument("minimum", context.Attributes.Float("minimum", float.NegativeInfinity)),
            new Argument("maximum", context.Attributes.Float("maximum", float.PositiveInfinity)));
        context.Step(layer, "Run", new Argument("input", context.Input(0)), new Argument("output", context.Output()));
    }
}
