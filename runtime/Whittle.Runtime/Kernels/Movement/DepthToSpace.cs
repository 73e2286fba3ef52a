namespace Whittle.Runtime.Kernels;

/// <summary>Moves squares of channels into the plane. Dimensions are those of the input.</summary>
public static class DepthToSpace
{
    /// <remarks><c>columnRowDepth</c> is mode CRD: the depth counts the most in a channel number; in DCR it counts the least.</remarks>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        int batch,
        int channels,
        int height,
        int width,
        int blockSize,
        bool columnRowDepth,
        bool channelsLast)
        where T : unmanaged
    {
        Arguments.Require(blockSize > 0 && channels % (blockSize * blockSize) == 0, "It must divide the channels twice.", nameof(blockSize));
        var depth = channels / (blockSize * blockSize);
        switch (columnRowDepth, channelsLast)
        {
            case (false, false):
                Transpose.Run(input, output, [batch, blockSize, blockSize, depth, height, width], [0, 3, 4, 1, 5, 2]);
                break;
            case (true, false):
                Transpose.Run(input, output, [batch, depth, blockSize, blockSize, height, width], [0, 1, 4, 2, 5, 3]);
                break;
            case (false, true):
                Transpose.Run(input, output, [batch, height, width, blockSize, blockSize, depth], [0, 1, 3, 2, 4, 5]);
                break;
            default:
                Transpose.Run(input, output, [batch, height, width, depth, blockSize, blockSize], [0, 1, 4, 2, 5, 3]);
                break;
        }
    }
}
