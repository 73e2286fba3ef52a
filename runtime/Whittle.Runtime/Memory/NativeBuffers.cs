namespace Whittle.Runtime.Memory;

/// <summary>Native buffers of given contents.</summary>
internal static class NativeBuffer
{
    public static NativeBuffer<T> Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var buffer = new NativeBuffer<T>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }
}
