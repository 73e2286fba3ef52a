using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

/// <summary>Gathers the repeated fields of an attribute, which may come in several pieces.</summary>
internal struct AttributeLists
{
    private NumberBuffer<float> _floats;
    private NumberBuffer<long> _ints;
    private List<string>? _strings;
    private List<OnnxTensor>? _tensors;
    private List<OnnxGraph>? _graphs;
    private List<OnnxValueInfo>? _types;
    private List<OnnxSparseTensor>? _sparseTensors;

    /// <summary>Reads or skips the current field.</summary>
    public OnnxAttributeKind Read(ref ProtoReader reader, ReadContext context)
    {
        switch (reader.Field)
        {
            case 7:
                reader.AppendSingles(ref _floats);
                return OnnxAttributeKind.Floats;
            case 8:
                reader.AppendInt64s(ref _ints);
                return OnnxAttributeKind.Ints;
            case 9:
                (_strings ??= []).Add(reader.Text());
                return OnnxAttributeKind.Strings;
            case 10:
                (_tensors ??= []).Add(TensorReader.Read(reader.Message("a tensor attribute"), context));
                return OnnxAttributeKind.Tensors;
            case 11:
                (_graphs ??= []).Add(GraphReader.Read(reader.Message("a graph attribute"), context));
                return OnnxAttributeKind.Graphs;
            case 15:
                (_types ??= []).Add(ValueInfoReader.ReadType(reader.Message("a type attribute")));
                return OnnxAttributeKind.TypeProtos;
            case 23:
                (_sparseTensors ??= []).Add(SparseTensorReader.Read(reader.Message("a sparse tensor attribute"), context));
                return OnnxAttributeKind.SparseTensors;
            default:
                reader.Skip();
                return OnnxAttributeKind.Undefined;
        }
    }

    public void MoveTo(OnnxAttribute attribute)
    {
        attribute.Floats = _floats.ToArray();
        attribute.Ints = _ints.ToArray();
        attribute.Strings = _strings?.ToArray() ?? [];
        attribute.Tensors = _tensors?.ToArray() ?? [];
        attribute.Graphs = _graphs?.ToArray() ?? [];
        attribute.Types = _types?.ToArray() ?? [];
        attribute.SparseTensors = _sparseTensors?.ToArray() ?? [];
    }
}
