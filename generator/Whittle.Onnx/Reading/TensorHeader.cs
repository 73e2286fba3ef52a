using Whittle.Onnx.Elements;
using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

/// <summary>What a first pass over a TensorProto finds: everything but the decoded values, which can be read once type and shape are known.</summary>
internal struct TensorHeader
{
    private NumberBuffer<long> _dimensions;
    private int _floats;
    private int _int32s;
    private int _strings;
    private int _int64s;
    private int _doubles;
    private int _uint64s;

    public string Name { get; private set; }

    public int Type { get; private set; }

    public ReadOnlyMemory<byte>? Raw { get; private set; }

    public bool IsExternal { get; private set; }

    public ExternalLocation External { get; private set; }

    public static TensorHeader Read(ProtoReader reader)
    {
        var header = new TensorHeader { Name = "", External = new ExternalLocation() };
        while (reader.Next())
        {
            header.Take(ref reader);
        }

        return header;
    }

    public long[] Dimensions() => _dimensions.ToArray();

    /// <summary>Values in a typed field.</summary>
    public readonly int Count(int field) => field switch
    {
        ElementTypes.FloatData => _floats,
        ElementTypes.Int32Data => _int32s,
        ElementTypes.StringData => _strings,
        ElementTypes.Int64Data => _int64s,
        ElementTypes.DoubleData => _doubles,
        _ => _uint64s,
    };

    private void Take(ref ProtoReader reader)
    {
        switch (reader.Field)
        {
            case 1:
                reader.AppendInt64s(ref _dimensions);
                break;
            case 2:
                Type = reader.Int32();
                break;
            case 8:
                Name = reader.Text();
                break;
            case 9:
                Raw = reader.Bytes();
                break;
            case 13:
                External = External.With(StringPairReader.Read(reader.Message("the place of external data")));
                break;
            case 14:
                IsExternal = reader.Int32() == 1;
                break;
            default:
                CountValues(ref reader);
                break;
        }
    }

    private void CountValues(ref ProtoReader reader)
    {
        switch (reader.Field)
        {
            case ElementTypes.FloatData:
                _floats += reader.CountFixed(WireType.Fixed32, sizeof(float));
                break;
            case ElementTypes.Int32Data:
                _int32s += reader.CountVarints();
                break;
            case ElementTypes.StringData:
                reader.Bytes();
                _strings++;
                break;
            case ElementTypes.Int64Data:
                _int64s += reader.CountVarints();
                break;
            case ElementTypes.DoubleData:
                _doubles += reader.CountFixed(WireType.Fixed64, sizeof(double));
                break;
            case ElementTypes.UInt64Data:
                _uint64s += reader.CountVarints();
                break;
            default:
                reader.Skip();
                break;
        }
    }
}
