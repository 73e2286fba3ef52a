using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>The tiles of 4x4 outputs that cover an image, and how those that hang over its edge are read and written.</summary>
/// <typeparam name="TShape">A 3x3 convolution of one group, stride 1 and dilation 1, whose input has its border already.</typeparam>
internal static unsafe class WinogradTiles<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>Tiles that are multiplied together: as many as there are registers for, with 32 outputs each.</summary>
    public const int Block = 12;

    public static int Columns => (TShape.OutputWidth + WinogradFilter.Tile - 1) / WinogradFilter.Tile;

    public static int Count => Columns * ((TShape.OutputHeight + WinogradFilter.Tile - 1) / WinogradFilter.Tile);

    public static int InputImage => TShape.InputHeight * TShape.InputWidth * TShape.ChannelsPerGroup;

    public static int OutputImage => TShape.OutputHeight * TShape.OutputWidth * TShape.OutputChannels;

    /// <summary>Elements of a copied patch.</summary>
    public static int PatchLength => WinogradFilter.Points * TShape.ChannelsPerGroup;

    /// <summary>Elements of a tile of outputs.</summary>
    public static int TileLength => WinogradFilter.Tile * WinogradFilter.Tile * TShape.OutputChannels;

    /// <summary>Row and column of a tile's first output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Row, int Column) Corner(int tile) => (tile / Columns * WinogradFilter.Tile, tile % Columns * WinogradFilter.Tile);

    /// <summary>Whether the shape is one that tiles can do.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Check(int channelMultiple, int outputMultiple, int weights, string name)
    {
        Lengths.Exactly(TShape.OutputChannels * 9 * TShape.ChannelsPerGroup, weights, name);
        if (TShape.KernelHeight != 3 || TShape.KernelWidth != 3 || TShape.Groups != 1 || TShape.StrideHeight != 1 || TShape.StrideWidth != 1
            || TShape.DilationHeight != 1 || TShape.DilationWidth != 1 || TShape.ChannelsPerGroup % channelMultiple != 0 || TShape.OutputChannels % outputMultiple != 0)
        {
            throw new ArgumentException(
                $"Tiles need 3x3 filters of one group, steps of one, and channels in multiples of {channelMultiple} (input) and {outputMultiple} (output).", name);
        }
    }

    /// <summary>Whether a tile has all its inputs and outputs inside the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWhole(int row, int column) =>
        row + WinogradFilter.Tile <= TShape.OutputHeight && column + WinogradFilter.Tile <= TShape.OutputWidth;

    /// <summary>Copies what there is of a tile's inputs; the rest, which only reaches outputs outside the image, is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyIn<T>(T* image, int row, int column, T* patch)
        where T : unmanaged
    {
        var line = WinogradFilter.Patch * TShape.ChannelsPerGroup;
        var length = Math.Min(WinogradFilter.Patch, TShape.InputWidth - column) * TShape.ChannelsPerGroup;
        new Span<T>(patch, PatchLength).Clear();
        for (var i = 0; i < WinogradFilter.Patch && row + i < TShape.InputHeight; i++)
        {
            new Span<T>(image + ((((row + i) * TShape.InputWidth) + column) * TShape.ChannelsPerGroup), length).CopyTo(new Span<T>(patch + (i * line), line));
        }
    }

    /// <summary>Copies those outputs of a tile that lie inside the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyOut<T>(T* tile, T* image, int row, int column)
        where T : unmanaged
    {
        var line = WinogradFilter.Tile * TShape.OutputChannels;
        var length = Math.Min(WinogradFilter.Tile, TShape.OutputWidth - column) * TShape.OutputChannels;
        for (var i = 0; i < WinogradFilter.Tile && row + i < TShape.OutputHeight; i++)
        {
            new Span<T>(tile + (i * line), length).CopyTo(new Span<T>(image + ((((row + i) * TShape.OutputWidth) + column) * TShape.OutputChannels), length));
        }
    }
}
