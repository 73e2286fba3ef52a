using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Selection;
using Whittle.Plan;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>
/// operand [… , inputs] times constant weights [outputs, inputs] plus optional bias [outputs], limited to [minimum, maximum]: what MatMul and Gemm with
/// constant weights become.
/// </summary>
internal sealed class FullyConnected : Operator
{
    public override string Name => "FullyConnected";

    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    /// <summary>The layer's constants as a struct of the generated class.</summary>
    public static string ShapeStruct(LoweringContext context, TensorShape input, TensorShape weights) => context.ShapeStruct(
        "IFullyConnectedShape", ("Rows", Rows(input)), ("Inputs", weights[1]), ("Outputs", weights[0]));

    /// <summary>The selector's question about a fully connected layer.</summary>
    public static KernelQuery Query(TensorShape input, Tensor weights)
    {
        var statistics = WeightStatistics.Of(weights);
        var geometry = new GatherGeometry(SparseRows.Consecutive(weights.Shape[1]), Rows(input), weights.Shape[1]);
        return new KernelQuery
        {
            Operator = "FullyConnected",
            Weights = statistics,
            Outputs = weights.Shape[0],
            Inputs = weights.Shape[1],
            Rows = Rows(input),
            Geometry = geometry,
            Sparse = SparseFit.Of(weights, statistics, geometry),
        };
    }

    public static int[] OutputShape(TensorShape input, TensorShape weights) => [.. input.Take(input.Rank - 1), weights[0]];

    public override void Infer(InferenceContext context) =>
        context.SetOutput(0, ElementType.Float32, OutputShape(context.Shape(0), context.Shape(1)));

    public override void Lower(LoweringContext context)
    {
        var weights = context.Constant(1)!;
        var query = Query(context.Type(0).Shape, weights);
        var choice = context.Choose(query);
        context.Layer(LayerFacts.Of(context.Node, weights, query, (long)Rows(context.Type(0).Shape) * weights.Length, choice), weights);
        var (minimum, maximum) = (context.Attributes.Float("minimum", float.NegativeInfinity), context.Attributes.Float("maximum", float.PositiveInfinity));
        if (choice.Kernel == "UnrolledFullyConnectedFloat")
        {
            UnrolledChains.AddStep(context, UnrolledLinks.FloatLayer(weights, context.Constant(2), minimum, maximum));
            return;
        }

        var stored = context.Store(context.Node.Input(1).Name, weights);
        var arguments = new List<Argument>();
        if (choice.Kernel == "CodebookFullyConnectedFloat")
        {
            var index = ((Operand.Stored)stored).Tensor.Index;
            arguments.Add(new Argument("indices", new PlanValue.TensorIndices(index)));
            arguments.Add(new Argument("codebook", new PlanValue.TensorCodebook(index)));
        }
        else
        {
            arguments.Add(new Argument("weights", stored));
        }

        arguments.Add(new Argument("bias", Bias.Operand(context, 2)));
        arguments.Add(new Argument("minimum", minimum));
        arguments.Add(new Argument("maximum", maximum));
        var layer = context.Object(choice.Kernel, [ShapeStruct(context, context.Type(0).Shape, weights.Shape)], [.. arguments]);
        context.Step(layer, "Run", new Argument("input", context.Input(0)), new Argument("output", context.Output()));
    }

    private static int Rows(TensorShape input) => input.Product(0, input.Rank - 1);
}
