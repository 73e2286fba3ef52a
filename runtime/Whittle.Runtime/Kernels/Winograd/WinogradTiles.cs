using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>The tiles of 4x4 outputs that cover an image, and how those that hang over its edge are read and written.</summary>
internal sealed unsafe class WinogradTiles
{
    private readonly int _inputHeight;
    private readonly int _columns;

    private WinogradTiles(int inputHeight, int inputWidth, int channels, int outputHeight, int outputWidth, int outputs)
    {
        (_inputHeight, InputWidth, Channels) = (inputHeight, inputWidth, channels);
        (OutputHeight, OutputWidth, Outputs) = (outputHeight, outputWidth, outputs);
        _columns = (outputWidth + WinogradFilter.Tile - 1) / WinogradFilter.Tile;
        Count = _columns * ((outputHeight + WinogradFilter.Tile - 1) / WinogradFilter.Tile);
        InputImage = inputHeight * inputWidth * channels;
        OutputImage = outputHeight * outputWidth * outputs;
    }

    public int InputWidth { get; }

    public int Channels { get; }

    public int OutputHeight { get; }

    public int OutputWidth { get; }

    public int Outputs { get; }

    /// <summary>Tiles of an image.</summary>
    public int Count { get; }

    /// <summary>Elements of an image.</summary>
    public int InputImage { get; }

    /// <summary>Elements of a result.</summary>
    public int OutputImage { get; }

    /// <summary>Elements of a copied patch.</summary>
    public int PatchLength => WinogradFilter.Points * Channels;

    /// <summary>The tiles of a 3x3 convolution of one group, stride 1 and dilation 1, whose input has its border already.</summary>
    /// <param name="channelMultiple">What input channels must come in multiples of.</param>
    /// <param name="outputMultiple">What output channels must come in multiples of.</param>
    /// <param name="weights">Number of weights.</param>
    /// <param name="name">Their parameter's name.</param>
    /// <exception cref="ArgumentException">The shape is not one that tiles can do.</exception>
    public static WinogradTiles Of<TShape>(int channelMultiple, int outputMultiple, int weights, string name)
        where TShape : struct, IConvolutionShape
    {
        Lengths.Exactly(TShape.OutputChannels * 9 * TShape.ChannelsPerGroup, weights, name);
        if (TShape.KernelHeight != 3 || TShape.KernelWidth != 3 || TShape.Groups != 1 || TShape.StrideHeight != 1 || TShape.StrideWidth != 1
            || TShape.DilationHeight != 1 || TShape.DilationWidth != 1
            || TShape.ChannelsPerGroup % channelMultiple != 0 || TShape.OutputChannels % outputMultiple != 0)
        {
            throw new ArgumentException(
                $"Tiles need 3x3 filters of one group, steps of one, and channels in multiples of {channelMultiple} (input) and {outputMultiple} (output).",
                name);
        }

        return new WinogradTiles(
            TShape.InputHeight, TShape.InputWidth, TShape.ChannelsPerGroup, TShape.OutputHeight, TShape.OutputWidth, TShape.OutputChannels);
    }

    /// <summary>Row and column of a tile's first output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int Row, int Column) Corner(int tile)
    {
        var (row, column) = Math.DivRem(tile, _columns);
        return (row * WinogradFilter.Tile, column * WinogradFilter.Tile);
    }

    /// <summary>Whether a tile has all its inputs and outputs inside the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsWhole(int row, int column) => row + WinogradFilter.Tile <= OutputHeight && column + WinogradFilter.Tile <= OutputWidth;

    /// <summary>Copies what there is of a tile's inputs; the rest, which only reaches outputs outside the image, is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyIn<T>(T* image, int row, int column, T* patch)
        where T : unmanaged
    {
        var line = WinogradFilter.Patch * Channels;
        var length = Math.Min(WinogradFilter.Patch, InputWidth - column) * Channels;
        new Span<T>(patch, PatchLength).Clear();
        for (var i = 0; i < WinogradFilter.Patch && row + i < _inputHeight; i++)
        {
            new Span<T>(image + ((((row + i) * InputWidth) + column) * Channels), length).CopyTo(new Span<T>(patch + (i * line), line));
        }
    }

    /// <summary>Copies those outputs of a tile that lie inside the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyOut<T>(T* tile, T* image, int row, int column)
        where T : unmanaged
    {
        var line = WinogradFilter.Tile * Outputs;
        var length = Math.Min(WinogradFilter.Tile, OutputWidth - column) * Outputs;
        for (var i = 0; i < WinogradFilter.Tile && row + i < OutputHeight; i++)
        {
            new Span<T>(tile + (i * line), length).CopyTo(new Span<T>(image + ((((row + i) * OutputWidth) + column) * Outputs), length));
        }
    }
}
