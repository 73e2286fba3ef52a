using System.Runtime.InteropServices;

namespace Whittle.Onnx.Elements;

/// <summary>Between arrays of numbers and the little-endian block of a tensor.</summary>
internal static class LittleEndian
{
    public static byte[] Block<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var block = MemoryMarshal.AsBytes(values).ToArray();
        ReverseOnBigEndian<T>(block);
        return block;
    }

    public static unsafe T[] Values<T>(ReadOnlySpan<byte> block)
        where T : unmanaged
    {
        var values = new T[block.Length / sizeof(T)];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        block.Slice(0, bytes.Length).CopyTo(bytes);
        ReverseOnBigEndian<T>(bytes);
        return values;
    }

    private static unsafe void ReverseOnBigEndian<T>(Span<byte> block)
        where T : unmanaged
    {
        var size = sizeof(T);
        for (var i = 0; !BitConverter.IsLittleEndian && size > 1 && i < block.Length; i += size)
        {
            block.Slice(i, size).Reverse();
        }
    }
}
