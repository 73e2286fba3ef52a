using Whittle.Onnx.Elements;

namespace Whittle.Onnx;

/// <content>The elements as arrays, whatever type stores them. Types that have no such reading give an <see cref="OnnxFormatException"/> naming the
/// tensor.</content>
public sealed partial class OnnxTensor
{
    /// <summary>Floats of every width, integers (rounded to the nearest float) and bools (0 or 1).</summary>
    public float[] ToFloats() => ElementType switch
    {
        OnnxElementType.Float => Stored<float>(),
        OnnxElementType.Double => Convert<double, float>(static value => (float)value),
        OnnxElementType.Float16 => Convert<ushort, float>(HalfBits.FromFloat16),
        OnnxElementType.BFloat16 => Convert<ushort, float>(HalfBits.FromBFloat16),
        OnnxElementType.UInt64 => Convert<ulong, float>(static value => value),
        _ => Array.ConvertAll(Integers("floats"), static value => (float)value),
    };

    /// <summary>Floats of every width, integers (rounded to the nearest double) and bools (0 or 1).</summary>
    public double[] ToDoubles() => ElementType switch
    {
        OnnxElementType.Float => Convert<float, double>(static value => value),
        OnnxElementType.Double => Stored<double>(),
        OnnxElementType.Float16 => Convert<ushort, double>(static value => HalfBits.FromFloat16(value)),
        OnnxElementType.BFloat16 => Convert<ushort, double>(static value => HalfBits.FromBFloat16(value)),
        OnnxElementType.UInt64 => Convert<ulong, double>(static value => value),
        _ => Array.ConvertAll(Integers("doubles"), static value => (double)value),
    };

    /// <summary>Integers of every width and bools (0 or 1).</summary>
    public long[] ToInt64s()
    {
        if (ElementType != OnnxElementType.UInt64)
        {
            return Integers("integers");
        }

        var name = Name;
        return Convert<ulong, long>(value => value <= long.MaxValue ? (long)value : throw TensorErrors.BeyondInt64(name));
    }

    private long[] Integers(string wanted) => ElementType switch
    {
        OnnxElementType.Int64 => Stored<long>(),
        OnnxElementType.Int32 => Convert<int, long>(static value => value),
        OnnxElementType.UInt32 => Convert<uint, long>(static value => value),
        OnnxElementType.Int16 => Convert<short, long>(static value => value),
        OnnxElementType.UInt16 => Convert<ushort, long>(static value => value),
        OnnxElementType.Int8 => Convert<sbyte, long>(static value => value),
        OnnxElementType.UInt8 => Convert<byte, long>(static value => value),
        OnnxElementType.Bool => Convert<byte, long>(static value => value == 0 ? 0 : 1),
        OnnxElementType.Int4 => Unpacked(4, isSigned: true),
        OnnxElementType.UInt4 => Unpacked(4, isSigned: false),
        OnnxElementType.Int2 => Unpacked(2, isSigned: true),
        OnnxElementType.UInt2 => Unpacked(2, isSigned: false),
        _ => throw TensorErrors.NotReadableAs(this, wanted),
    };

    private T[] Stored<T>()
        where T : unmanaged
    {
        TensorShape.Check(this);
        return LittleEndian.Values<T>(Data.Span);
    }

    private TResult[] Convert<T, TResult>(Converter<T, TResult> convert)
        where T : unmanaged =>
        Array.ConvertAll(Stored<T>(), convert);

    private long[] Unpacked(int bits, bool isSigned)
    {
        TensorShape.Check(this);
        return Array.ConvertAll(BitPacking.Unpack(Data.Span, (int)Length, bits, isSigned), static value => (long)value);
    }
}
