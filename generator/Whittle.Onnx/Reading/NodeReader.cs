using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class NodeReader
{
    public static OnnxNode Read(ProtoReader reader, ReadContext context)
    {
        var node = new OnnxNode();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    node.Inputs.Add(reader.Text());
                    break;
                case 2:
                    node.Outputs.Add(reader.Text());
                    break;
                case 3:
                    node.Name = reader.Text();
                    break;
                case 4:
                    node.OperatorType = reader.Text();
                    break;
                case 5:
                    node.Attributes.Add(AttributeReader.Read(reader.Message("an attribute"), context));
                    break;
                case 7:
                    node.Domain = OperatorSetReader.Domain(reader.Text());
                    break;
                case 8:
                    node.Overload = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return node;
    }
}
