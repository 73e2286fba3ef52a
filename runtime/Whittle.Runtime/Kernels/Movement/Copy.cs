namespace Whittle.Runtime.Kernels;

/// <summary>Copies a tensor (Reshape, Flatten, Identity where a buffer cannot be shared).</summary>
public static class Copy
{
    public static void Run<T>(ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged
    {
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        input.CopyTo(output);
    }
}
