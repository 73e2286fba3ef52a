using System.Runtime.InteropServices;
using Whittle.Plan;

namespace Whittle.Compiler.Ir;

/// <summary>A constant: type and elements, row-major, little-endian. 4-bit elements are held one per byte.</summary>
public sealed class Tensor
{
    private readonly ReadOnlyMemory<byte> _data;

    public Tensor(TensorType type, ReadOnlyMemory<byte> data)
    {
        if (data.Length != (long)type.Length * type.Element.Size())
        {
            throw new ArgumentException($"{type} needs {(long)type.Length * type.Element.Size()} bytes, not {data.Length}.", nameof(data));
        }

        Type = type;
        _data = data;
    }

    public TensorType Type { get; }

    public TensorShape Shape => Type.Shape;

    public ElementType Element => Type.Element;

    public int Length => Type.Length;

    public ReadOnlySpan<byte> Bytes => _data.Span;

    public static Tensor FromFloats(TensorShape shape, float[] values) => From(ElementType.Float32, shape, values);

    public static Tensor FromInt64s(TensorShape shape, long[] values) => From(ElementType.Int64, shape, values);

    public static Tensor FromInt32s(TensorShape shape, int[] values) => From(ElementType.Int32, shape, values);

    public static Tensor FromSBytes(TensorShape shape, sbyte[] values) => From(ElementType.Int8, shape, values);

    /// <summary>Wraps an array of the C# type of <paramref name="element"/>.</summary>
    public static Tensor From<T>(ElementType element, TensorShape shape, T[] values)
        where T : unmanaged => new(new TensorType(element, shape), MemoryMarshal.AsBytes<T>(values).ToArray());

    /// <summary>Rounds doubles into the element type: integers truncate and wrap, bool is "not zero".</summary>
    public static Tensor FromDoubles(TensorType type, double[] values) => TensorConversion.FromDoubles(type, values);

    /// <summary>Integers into an integer type, which keeps the low bits.</summary>
    public static Tensor FromIntegers(TensorType type, long[] values) => TensorConversion.FromIntegers(type, values);

    /// <summary>The elements in their own type.</summary>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_data.Span);

    public float[] ToFloats() => Element == ElementType.Float32 ? As<float>().ToArray() : Array.ConvertAll(ToDoubles(), value => (float)value);

    public double[] ToDoubles() => TensorConversion.ToDoubles(this);

    public long[] ToInt64s() => Element == ElementType.Int64 ? As<long>().ToArray() : Array.ConvertAll(ToDoubles(), value => (long)value);

    /// <exception cref="OverflowException">An element does not fit.</exception>
    public int[] ToInt32s() => Element == ElementType.Int32 ? As<int>().ToArray() : Array.ConvertAll(ToInt64s(), value => checked((int)value));

    /// <summary>The same elements under another shape of equal length.</summary>
    public Tensor Reshape(TensorShape shape) => new(new TensorType(Element, shape), _data);

    /// <summary>The bytes of a run of elements, not copied.</summary>
    public ReadOnlyMemory<byte> Slice(int start, int length) => _data.Slice(start * Element.Size(), length * Element.Size());

    /// <summary>A tensor whose n-th element is element <paramref name="source"/>[n] of this one.</summary>
    public Tensor Pick(TensorShape shape, int[] source)
    {
        var size = Element.Size();
        var data = new byte[source.Length * size];
        for (var i = 0; i < source.Length; i++)
        {
            _data.Span.Slice(source[i] * size, size).CopyTo(data.AsSpan(i * size));
        }

        return new Tensor(new TensorType(Element, shape), data);
    }
}
