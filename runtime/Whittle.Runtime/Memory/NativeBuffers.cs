namespace Whittle.Runtime.Memory;

/// <summary>Native buffers of given contents, and what all of them take.</summary>
internal static class NativeBuffer
{
    /// <summary>Bytes of all buffers that are not freed. The benchmark's command <c>load</c> reads it.</summary>
    internal static long LiveBytes;

    public static NativeBuffer<T> Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var buffer = new NativeBuffer<T>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }
}
