using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Whittle.Runtime.Tests;

/// <summary>
/// A small ONNX model written by hand (opset 21 and com.microsoft 1), for asking ONNX Runtime what it computes.
/// An operator of another domain is named "com.microsoft:QLinearAdd"; an empty input name is an absent input.
/// </summary>
internal sealed class OrtModel(int opset = 21)
{
    private readonly ProtoBuffer _graph = new ProtoBuffer().Text(2, "g");

    private int _nodes;

    public OrtModel Input<T>(string name, params int[] shape) => Value<T>(11, name, shape);

    public OrtModel Output<T>(string name) => Value<T>(12, name, null);

    public OrtModel Constant<T>(string name, T[] values, params int[] shape)
        where T : unmanaged
    {
        var tensor = new ProtoBuffer();
        foreach (var extent in shape)
        {
            tensor.Integer(1, extent);
        }

        tensor.Integer(2, ElementType<T>()).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<T>(values));
        _graph.Message(5, tensor);
        return this;
    }

    public OrtModel Scalar<T>(string name, T value)
        where T : unmanaged => Constant(name, [value]);

    public OrtModel Node(string type, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var node = new ProtoBuffer();
        Array.ForEach(inputs, name => node.Text(1, name));
        Array.ForEach(outputs, name => node.Text(2, name));
        var colon = type.IndexOf(':', StringComparison.Ordinal);
        node.Text(3, "n" + _nodes++).Text(4, type[(colon + 1)..]);
        Array.ForEach(attributes, attribute => node.Message(5, Attribute(attribute.Name, attribute.Value)));
        if (colon > 0)
        {
            node.Text(7, type[..colon]);
        }

        _graph.Message(1, node);
        return this;
    }

    public byte[] ToBytes() => new ProtoBuffer()
        .Integer(1, 10)
        .Message(7, _graph)
        .Message(8, new ProtoBuffer().Text(1, "").Integer(2, opset))
        .Message(8, new ProtoBuffer().Text(1, "com.microsoft").Integer(2, 1))
        .ToArray();

    public OrtSession Open(bool optimize = true) => new(ToBytes(), optimize);

    private static ProtoBuffer Attribute(string name, object value)
    {
        var attribute = new ProtoBuffer().Text(1, name);
        switch (value)
        {
            case float number: return attribute.Single(2, number).Integer(20, 1);
            case int number: return attribute.Integer(3, number).Integer(20, 2);
            case string text: return attribute.Text(4, text).Integer(20, 3);
            case int[] numbers:
                Array.ForEach(numbers, number => attribute.Integer(8, number));
                return attribute.Integer(20, 7);
            default: throw new ArgumentException($"No attribute form for {value.GetType()}.", nameof(value));
        }
    }

    private OrtModel Value<T>(int field, string name, int[]? shape)
    {
        var tensor = new ProtoBuffer().Integer(1, ElementType<T>());
        if (shape is not null)
        {
            var dimensions = new ProtoBuffer();
            Array.ForEach(shape, extent => dimensions.Message(1, new ProtoBuffer().Integer(1, extent)));
            tensor.Message(2, dimensions);
        }

        _graph.Message(field, new ProtoBuffer().Text(1, name).Message(2, new ProtoBuffer().Message(1, tensor)));
        return this;
    }

    private static int ElementType<T>() =>
        typeof(T) == typeof(float) ? 1 : typeof(T) == typeof(byte) ? 2 : typeof(T) == typeof(sbyte) ? 3
        : typeof(T) == typeof(int) ? 6 : typeof(T) == typeof(long) ? 7 : throw new NotSupportedException(typeof(T).Name);

    /// <summary>Just enough of the protobuf wire format to write a model.</summary>
    private sealed class ProtoBuffer
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();

        public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

        public ProtoBuffer Integer(int field, long value) => Varint((ulong)field << 3).Varint((ulong)value);

        public ProtoBuffer Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

        public ProtoBuffer Message(int field, ProtoBuffer value) => Bytes(field, value.ToArray());

        public ProtoBuffer Single(int field, float value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            Varint(((ulong)field << 3) | 5)._bytes.Write(bytes);
            return this;
        }

        public ProtoBuffer Bytes(int field, ReadOnlySpan<byte> value)
        {
            Varint(((ulong)field << 3) | 2).Varint((ulong)value.Length)._bytes.Write(value);
            return this;
        }

        private ProtoBuffer Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
            {
                _bytes.Write([(byte)(value | 0x80)]);
            }

            _bytes.Write([(byte)value]);
            return this;
        }
    }
}
