using Whittle.Onnx.Elements;
using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class SparseTensorReader
{
    public static OnnxSparseTensor Read(ProtoReader reader, ReadContext context)
    {
        var sparse = new OnnxSparseTensor();
        var dimensions = default(NumberBuffer<long>);
        var parts = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    sparse.Values = TensorReader.Read(reader.Message("a sparse tensor's values"), context);
                    parts |= 1;
                    break;
                case 2:
                    sparse.Indices = TensorReader.Read(reader.Message("a sparse tensor's indices"), context);
                    parts |= 2;
                    break;
                case 3:
                    reader.AppendInt64s(ref dimensions);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        sparse.Dimensions = dimensions.ToArray();
        TensorShape.Elements(sparse.Name, sparse.Dimensions);
        return parts == 3 ? sparse : throw new OnnxFormatException(
            $"{TensorErrors.Title(sparse.Name)} is sparse but lacks its values or its indices.",
            WireErrors.Cure);
    }
}
