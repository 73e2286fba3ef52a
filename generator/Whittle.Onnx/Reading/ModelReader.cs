using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class ModelReader
{
    public static OnnxModel Read(ProtoReader reader, ReadContext context)
    {
        var model = new OnnxModel();
        var hasGraph = false;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    model.IrVersion = reader.Int64();
                    break;
                case 2:
                    model.ProducerName = reader.Text();
                    break;
                case 3:
                    model.ProducerVersion = reader.Text();
                    break;
                case 4:
                    model.Domain = reader.Text();
                    break;
                case 5:
                    model.ModelVersion = reader.Int64();
                    break;
                case 6:
                    model.DocString = reader.Text();
                    break;
                case 7:
                    GraphReader.Read(reader.Message("the graph"), model.Graph, context);
                    hasGraph = true;
                    break;
                case 8:
                    model.OperatorSets.Add(OperatorSetReader.Read(reader.Message("an operator set")));
                    break;
                case 14:
                    model.Metadata.Add(StringPairReader.Read(reader.Message("the metadata")));
                    break;
                case 25:
                    model.Functions.Add(FunctionReader.Read(reader.Message("a function"), context));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return hasGraph ? model : throw new OnnxFormatException("The file holds no graph.", WireErrors.Cure);
    }
}
