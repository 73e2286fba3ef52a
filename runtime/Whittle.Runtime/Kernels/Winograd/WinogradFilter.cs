namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Filters of a 3x3 convolution in the domain of F(4x4, 3x3): U = G g Gᵀ, six by six numbers for nine.</summary>
/// <remarks>Winograd, Arithmetic Complexity of Computations, 1980; Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016,
/// interpolation points 0, ±1, ±2 and infinity.</remarks>
internal static class WinogradFilter
{
    /// <summary>Outputs of a tile in each direction.</summary>
    public const int Tile = 4;

    /// <summary>Inputs of a tile in each direction.</summary>
    public const int Patch = 6;

    /// <summary>Numbers of a transformed tile.</summary>
    public const int Points = Patch * Patch;

    private const int Kernel = 3;

    private static ReadOnlySpan<double> G =>
    [
        1 / 4.0, 0, 0,
        -1 / 6.0, -1 / 6.0, -1 / 6.0,
        -1 / 6.0, 1 / 6.0, -1 / 6.0,
        1 / 24.0, 1 / 12.0, 1 / 6.0,
        1 / 24.0, -1 / 12.0, 1 / 6.0,
        0, 0, 1,
    ];

    /// <summary>Transforms one filter.</summary>
    /// <param name="filter">Nine weights, row by row.</param>
    /// <param name="points">Room for 36 numbers, row by row.</param>
    public static void Transform(ReadOnlySpan<double> filter, Span<double> points)
    {
        Span<double> half = stackalloc double[Patch * Kernel];
        for (var i = 0; i < Patch; i++)
        {
            for (var x = 0; x < Kernel; x++)
            {
                half[(i * Kernel) + x] = Sum(i, filter[x], filter[Kernel + x], filter[(2 * Kernel) + x]);
            }
        }

        for (var i = 0; i < Patch; i++)
        {
            for (var j = 0; j < Patch; j++)
            {
                points[(i * Patch) + j] = Sum(j, half[i * Kernel], half[(i * Kernel) + 1], half[(i * Kernel) + 2]);
            }
        }
    }

    private static double Sum(int row, double first, double second, double third) =>
        (G[row * Kernel] * first) + (G[(row * Kernel) + 1] * second) + (G[(row * Kernel) + 2] * third);
}
