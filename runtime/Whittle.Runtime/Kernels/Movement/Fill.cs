namespace Whittle.Runtime.Kernels;

/// <summary>Sets every element to one value.</summary>
public static class Fill
{
    public static void Run<T>(Span<T> output, T value)
        where T : unmanaged => output.Fill(value);
}
