using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class FunctionReader
{
    public static OnnxFunction Read(ProtoReader reader, ReadContext context)
    {
        var function = new OnnxFunction();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    function.Name = reader.Text();
                    break;
                case 4:
                    function.Inputs.Add(reader.Text());
                    break;
                case 5:
                    function.Outputs.Add(reader.Text());
                    break;
                case 6:
                    function.AttributeNames.Add(reader.Text());
                    break;
                case 7:
                    function.Nodes.Add(NodeReader.Read(reader.Message("a node"), context));
                    break;
                case 9:
                    function.OperatorSets.Add(OperatorSetReader.Read(reader.Message("an operator set")));
                    break;
                case 10:
                    function.Domain = OperatorSetReader.Domain(reader.Text());
                    break;
                case 11:
                    function.AttributeDefaults.Add(AttributeReader.Read(reader.Message("an attribute"), context));
                    break;
                case 12:
                    function.ValueInfos.Add(ValueInfoReader.Read(reader.Message("a value's type")));
                    break;
                case 13:
                    function.Overload = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return function;
    }
}
