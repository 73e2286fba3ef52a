namespace Whittle.Runtime.Layouts;

/// <summary>Which convolutions the planar kernel can do, as compiler and runtime both see it.</summary>
internal static class PlanarFit
{
    /// <summary>Bytes of a row from which the shorter vectors pick four positions' weights.</summary>
    private const int Window = 16;
    private const int PositionsPerWindow = 4;

    /// <summary>Whether the taps of four neighbouring positions lie in one window, and four consecutive taps in at most two rows of the kernel.</summary>
    public static bool Fits(int kernelWidth, int strideWidth, int dilationWidth) =>
        kernelWidth >= 2 && ((PositionsPerWindow - 1) * strideWidth) + ((kernelWidth - 1) * dilationWidth) < Window;
}
