using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The first bytes of the four or eight positions of a tile.</summary>
/// <remarks>Tiles keep all of them in registers: a step then needs no instructions for addresses.</remarks>
internal readonly unsafe struct DensePositions
{
    public readonly byte* X0;
    public readonly byte* X1;
    public readonly byte* X2;
    public readonly byte* X3;
    public readonly byte* X4;
    public readonly byte* X5;
    public readonly byte* X6;
    public readonly byte* X7;

    /// <param name="x">First byte of the row, or what a table's offsets count from.</param>
    /// <param name="first">Number of the first position.</param>
    /// <param name="tile">Where positions are.</param>
    /// <param name="count">Four or eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DensePositions(byte* x, int first, in DenseTileArguments tile, int count)
    {
        if (tile.Positions is null)
        {
            var s = tile.PositionStride;
            X0 = x + (first * s);
            X1 = X0 + s;
            X2 = X0 + (2 * s);
            X3 = X1 + (2 * s);
            if (count == 8)
            {
                X4 = X0 + (4 * s);
                X5 = X1 + (4 * s);
                X6 = X2 + (4 * s);
                X7 = X3 + (4 * s);
            }

            return;
        }

        var offsets = tile.Positions + first;
        X0 = x + offsets[0];
        X1 = x + offsets[1];
        X2 = x + offsets[2];
        X3 = x + offsets[3];
        if (count == 8)
        {
            X4 = x + offsets[4];
            X5 = x + offsets[5];
            X6 = x + offsets[6];
            X7 = x + offsets[7];
        }
    }

    /// <summary>A single position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* One(byte* x, int position, in DenseTileArguments tile) =>
        x + (tile.Positions is null ? position * tile.PositionStride : tile.Positions[position]);
}
