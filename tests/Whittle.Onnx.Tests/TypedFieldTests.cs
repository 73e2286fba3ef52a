using System.Numerics;
using System.Runtime.InteropServices;
using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Tests;

/// <summary>float_data, int32_data and their kin, packed and unpacked, become the same block as raw data.</summary>
public class TypedFieldTests
{
    public static TheoryData<OnnxElementType, int, long[], long[], byte[]> Integers => new()
    {
        { OnnxElementType.Int32, 5, [2], [1, -2], [1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF] },
        { OnnxElementType.Int16, 5, [2], [-2, 258], [0xFE, 0xFF, 2, 1] },
        { OnnxElementType.UInt16, 5, [1], [65535], [0xFF, 0xFF] },
        { OnnxElementType.Int8, 5, [3], [-128, 127, -1], [0x80, 0x7F, 0xFF] },
        { OnnxElementType.UInt8, 5, [2], [255, 1], [0xFF, 1] },
        { OnnxElementType.Bool, 5, [3], [1, 0, 1], [1, 0, 1] },
        { OnnxElementType.Float16, 5, [2], [0x3C00, 0xC000], [0, 0x3C, 0, 0xC0] },
        { OnnxElementType.BFloat16, 5, [1], [0x3F80], [0x80, 0x3F] },
        { OnnxElementType.Float8E4M3FN, 5, [2], [0x38, 0xB8], [0x38, 0xB8] },
        { OnnxElementType.Int4, 5, [3], [0x78, 0x0F], [0x78, 0x0F] },
        { OnnxElementType.UInt4, 5, [4], [0x21, 0x43], [0x21, 0x43] },
        { OnnxElementType.Int2, 5, [5], [0xE4, 3], [0xE4, 3] },
        { OnnxElementType.Int64, 7, [1], [-3], [0xFD, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
        { OnnxElementType.UInt32, 11, [1], [0xFFFFFFFE], [0xFE, 0xFF, 0xFF, 0xFF] },
        { OnnxElementType.UInt64, 11, [1], [-1], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
    };

    [Theory]
    [MemberData(nameof(Integers))]
    public void Integers_PackedUnpackedAndMixed(OnnxElementType type, int field, long[] shape, long[] values, byte[] block)
    {
        Action<ProtoWriter> packed = writer => writer.Bytes(field, Encode.Varints(values));
        Action<ProtoWriter> unpacked = writer => values.ToList().ForEach(value => writer.Int64(field, value));
        Action<ProtoWriter> mixed = writer =>
        {
            writer.Int64(field, values[0]);
            writer.Bytes(field, []);
            writer.Bytes(field, Encode.Varints(values[1..]));
        };
        foreach (var fields in new[] { packed, unpacked, mixed })
        {
            Assert.Equal(block, OnnxReader.ReadTensor(Encode.Tensor(type, shape, fields)).Data.ToArray());
        }
    }

    [Fact]
    public void Floats_PackedAreAWindow_UnpackedAreCollected()
    {
        float[] values = [1.5f, -2, float.NaN];
        var block = MemoryMarshal.AsBytes(values).ToArray();
        var file = Encode.Tensor(OnnxElementType.Float, [3], writer => writer.Bytes(4, block));
        var packed = OnnxReader.ReadTensor(file);
        Assert.Equal(block, packed.Data.ToArray());
        Assert.True(MemoryMarshal.TryGetArray(packed.Data, out var segment));
        Assert.Same(file, segment.Array);
        var unpacked = Encode.Tensor(OnnxElementType.Float, [3], writer => values.ToList().ForEach(value => writer.Single(4, value)));
        Assert.Equal(block, OnnxReader.ReadTensor(unpacked).Data.ToArray());
    }

    [Fact]
    public void DoublesAndComplexNumbers()
    {
        Complex[] values = [new(1, -2), new(0.5, 3)];
        var block = MemoryMarshal.AsBytes(values).ToArray();
        var wide = Encode.Tensor(OnnxElementType.Complex128, [2], writer => writer.Bytes(10, block));
        Assert.Equal(block, OnnxReader.ReadTensor(wide).Data.ToArray());
        var narrow = Encode.Tensor(OnnxElementType.Complex64, [1], writer =>
        {
            writer.Single(4, 1);
            writer.Single(4, -2);
        });
        Assert.Equal([1f, -2f], MemoryMarshal.Cast<byte, float>(OnnxReader.ReadTensor(narrow).Data.Span));
        var doubles = Encode.Tensor(OnnxElementType.Double, [4], writer => writer.Bytes(10, block));
        Assert.Equal([1, -2, 0.5, 3], OnnxReader.ReadTensor(doubles).ToDoubles());
    }

    [Fact]
    public void EmptyRawData_GivesWayToTypedValues()
    {
        var file = Encode.Tensor(OnnxElementType.Int32, [1], writer =>
        {
            writer.Bytes(9, []);
            writer.Int64(5, 7);
        });
        Assert.Equal([7L], OnnxReader.ReadTensor(file).ToInt64s());
    }

    [Fact]
    public void PackedDimensions_AreRead()
    {
        var file = Encode.Message(writer =>
        {
            writer.Bytes(1, Encode.Varints(2, 1));
            writer.Int64(2, (long)OnnxElementType.UInt8);
            writer.Bytes(9, [4, 5]);
        });
        Assert.Equal([2L, 1L], OnnxReader.ReadTensor(file).Dimensions);
    }
}
