namespace Whittle.Runtime.Kernels;

/// <summary>Moves squares of the plane into channels. Dimensions are those of the input.</summary>
public static class SpaceToDepth
{
    public static void Run<T>(ReadOnlySpan<T> input, Span<T> output, int batch, int channels, int height, int width, int blockSize, bool channelsLast)
        where T : unmanaged
    {
        Arguments.Require(blockSize > 0 && height % blockSize == 0 && width % blockSize == 0, "It must divide height and width.", nameof(blockSize));
        var (rows, columns) = (height / blockSize, width / blockSize);
        if (channelsLast)
        {
            Transpose.Run(input, output, [batch, rows, blockSize, columns, blockSize, channels], [0, 1, 3, 2, 4, 5]);
        }
        else
        {
            Transpose.Run(input, output, [batch, channels, rows, blockSize, columns, blockSize], [0, 3, 5, 1, 2, 4]);
        }
    }
}
