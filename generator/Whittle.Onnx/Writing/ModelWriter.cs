using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class ModelWriter
{
    public static void Write(ProtoWriter writer, OnnxModel model)
    {
        writer.Int64(1, model.IrVersion);
        writer.TextUnlessEmpty(2, model.ProducerName);
        writer.TextUnlessEmpty(3, model.ProducerVersion);
        writer.TextUnlessEmpty(4, model.Domain);
        if (model.ModelVersion != 0)
        {
            writer.Int64(5, model.ModelVersion);
        }

        writer.TextUnlessEmpty(6, model.DocString);
        var start = writer.Begin(7);
        GraphWriter.Write(writer, model.Graph);
        writer.End(start);
        OperatorSetWriter.Write(writer, 8, model.OperatorSets);
        foreach (var pair in model.Metadata)
        {
            start = writer.Begin(14);
            writer.Text(1, pair.Key);
            writer.Text(2, pair.Value);
            writer.End(start);
        }

        foreach (var function in model.Functions)
        {
            start = writer.Begin(25);
            FunctionWriter.Write(writer, function);
            writer.End(start);
        }
    }
}
