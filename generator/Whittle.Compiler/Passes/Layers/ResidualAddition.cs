using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Quantization;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>Integer convolution → QLinearAdd with another tensor of its shape: the convolution adds the tensor while its results are in registers.</summary>
internal sealed class ResidualAddition : NodePass
{
    private const int Bias = 8;

    // Where an operand of QLinearAdd begins: the operand, its scale, its zero point.
    private const int Left = 0;
    private const int Right = 3;
    private const int Result = 6;

    public override string Name => "residual addition";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("QLinearAdd", OperatorTable.MicrosoftDomain) || node.Attributes.Flag("whittle.exchange", false)
            || !node.Input(Left).Shape.Equals(node.Input(Right).Shape) || Place(graph, node) is not { } own)
        {
            return false;
        }

        var convolution = node.Input(own).Producer!;
        var residual = own == Left ? Right : Left;
        Value?[] inputs =
        [
            .. convolution.Inputs.Take(Bias),
            .. Operand(node, residual).Take(1),
            .. Operand(node, own).Skip(1),
            .. Operand(node, residual).Skip(1),
            node.Input(Result),
            node.InputOrNull(Result + 1) ?? convolution.Input(7),
            convolution.InputOrNull(Bias),
        ];
        var sum = graph.Create(
            convolution,
            "QLinearConvAdd",
            OperatorTable.WhittleDomain,
            inputs,
            convolution.Attributes.Clone().Set("residualIsLeft", residual == Left ? 1L : 0L));
        graph.Replace(node, sum);
        graph.Remove(convolution);
        return true;
    }

    private static IEnumerable<Value?> Operand(Node node, int place) => node.Inputs.Skip(place).Take(3);

    /// <summary>Where the convolution's result stands in the sum: of two convolutions that of the later one, so that no other result has to live
    /// longer.</summary>
    private static int? Place(Graph graph, Node node)
    {
        var order = graph.Snapshot();
        return new[] { Left, Right }
            .Where(place => node.Input(place).Producer is { } producer && CanAdd(producer))
            .OrderByDescending(place => Array.IndexOf(order, node.Input(place).Producer))
            .Select(place => (int?)place)
            .FirstOrDefault();
    }

    /// <summary>Depthwise layers and those whose weights exceed 8 bits have endings of their own.</summary>
    private static bool CanAdd(Node node) =>
        node.Is("QLinearConv", OperatorTable.WhittleDomain) && node.Output.SingleConsumer is not null
        && node.Input(3).Constant is { } weights && (weights.Shape[3] > 1 || node.Attributes.Int("group", 1) == 1)
        && IntegerWeights.Fold(weights, Quantized.Read(node, 4, 5).ZeroPoints).Excess.Count == 0;
}
