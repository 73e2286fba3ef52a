using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Structure;
using Whittle.Compiler.Selection;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>The layers that a tiny integer layer would share straight-line code with.</summary>
/// <remarks>Measured: a run of tiny layers from QuantizeLinear to floats takes a third of what kernels take. Where 8 bits come from a kernel or go to one, taking them apart
/// and putting them together again takes longer than the kernel that is saved.</remarks>
internal static class UnrolledRun
{
    private const int Data = 0;
    private const int Weights = 3;

    /// <summary>Whether a layer stands among tiny ones only, from what the model is given, or QuantizeLinear, to what it returns, DequantizeLinear or floats.</summary>
    public static bool IsWhole(Node layer) => BeginsWell(layer) && EndsWell(layer);

    private static bool BeginsWell(Node layer)
    {
        while (true)
        {
            var source = layer.Input(Data);
            while (source.Producer is { } view && OperatorTable.Find(view.Domain, view.OperatorType) is Reinterpretation && source.SingleConsumer is not null)
            {
                source = view.Input(Data);
            }

            if (source.Producer is not { } producer)
            {
                return true;
            }

            if (source.SingleConsumer is null || producer.Is("QuantizeLinear") || !IsTiny(producer))
            {
                return producer.Is("QuantizeLinear") && source.SingleConsumer is not null;
            }

            layer = producer;
        }
    }

    private static bool EndsWell(Node layer)
    {
        while (IsRequantizing(layer))
        {
            var result = layer.Output;
            while (result.SingleConsumer is { } view && OperatorTable.Find(view.Domain, view.OperatorType) is Reinterpretation)
            {
                result = view.Output;
            }

            if (result.SingleConsumer is not { } reader)
            {
                return result.IsGraphOutput && result.Consumers.Count == 0;
            }

            if (!IsTiny(reader) || reader.Input(Data) != result)
            {
                return reader.Is("DequantizeLinear");
            }

            layer = reader;
        }

        return true;
    }

    private static bool IsRequantizing(Node node) => node.Is("QLinearFullyConnected", OperatorTable.WhittleDomain);

    private static bool IsTiny(Node node) =>
        (IsRequantizing(node) || node.Is("FullyConnectedDynamic", OperatorTable.WhittleDomain))
        && node.Input(Weights).Constant is { } weights
        && node.Input(Data).Shape is var input
        && KernelSelector.IsTiny(input.Product(0, input.Rank - 1), weights.Shape[1], weights.Shape[0], CostTable.UnrolledInt8UpToOperations)
        && UnrolledInteger.IsExact(node);
}
