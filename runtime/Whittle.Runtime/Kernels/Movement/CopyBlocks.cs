namespace Whittle.Runtime.Kernels;

/// <summary>Copies blocks at regular distances: the heart of Concat, Split and contiguous Slice. All numbers count elements.</summary>
public static class CopyBlocks
{
    /// <summary>Copies <paramref name="count"/> blocks of <paramref name="length"/> elements; block i lies at offset + i · stride on each side.</summary>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        int count,
        int length,
        int inputOffset,
        int inputStride,
        int outputOffset,
        int outputStride)
        where T : unmanaged
    {
        Arguments.Require(count >= 0, "It may not be negative.", nameof(count));
        Arguments.Require(length >= 0, "It may not be negative.", nameof(length));
        if (count == 0 || length == 0)
        {
            return;
        }

        Check(count, length, inputOffset, inputStride, input.Length, nameof(input));
        Check(count, length, outputOffset, outputStride, output.Length, nameof(output));
        if (length == 1)
        {
            for (var i = 0; i < count; i++)
            {
                output[outputOffset + (i * outputStride)] = input[inputOffset + (i * inputStride)];
            }

            return;
        }

        for (var i = 0; i < count; i++)
        {
            input.Slice(inputOffset + (i * inputStride), length).CopyTo(output[(outputOffset + (i * outputStride))..]);
        }
    }

    private static void Check(int count, int length, int offset, int stride, int available, string name)
    {
        var last = offset + ((count - 1L) * stride);
        Arguments.Require(Math.Min(offset, last) >= 0 && Math.Max(offset, last) + length <= available, "The blocks reach outside the tensor.", name);
    }
}
