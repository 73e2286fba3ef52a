namespace Whittle.Runtime.Kernels;

/// <summary>Where the bytes of every output position lie: fully connected layers and convolutions in the same terms.</summary>
/// <remarks>Positions count the outputs' pixels in order (rows of a batch for fully connected layers). Each position reads the same runs of contiguous
/// bytes relative to its own base; adjoining rows whose positions are evenly spaced are merged, so a 1x1 convolution is one long row.</remarks>
internal sealed class Int8Geometry
{
    // A constructor, not initializers: these would be fifteen more methods to compile before the first prediction.
    private Int8Geometry(
        int rowLength,
        int rowsPerImage,
        int batch,
        int positionStride,
        int rowStride,
        int imageStride,
        int groups,
        int inputsPerGroup,
        int outputsPerGroup,
        int[] runOffsets,
        int runLength,
        int kernelHeight,
        int kernelWidth,
        int inputLength,
        int positions,
        bool isFullyConnected)
    {
        RowLength = rowLength;
        RowsPerImage = rowsPerImage;
        Batch = batch;
        PositionStride = positionStride;
        RowStride = rowStride;
        ImageStride = imageStride;
        Groups = groups;
        InputsPerGroup = inputsPerGroup;
        OutputsPerGroup = outputsPerGroup;
        RunOffsets = runOffsets;
        RunLength = runLength;
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
        InputLength = inputLength;
        Positions = positions;
        IsFullyConnected = isFullyConnected;

        // Evenly spaced rows are one long row.
        var evenRows = rowsPerImage == 1 || rowStride == rowLength * positionStride;
        if (evenRows && (batch == 1 || imageStride == rowsPerImage * rowLength * positionStride))
        {
            RowLength = positions;
        }
    }

    /// <summary>Positions of one row, evenly spaced by <see cref="PositionStride"/>.</summary>
    public int RowLength { get; }

    public int RowsPerImage { get; }

    public int Batch { get; }

    public int PositionStride { get; }

    public int RowStride { get; }

    public int ImageStride { get; }

    public int Groups { get; }

    public int InputsPerGroup { get; }

    public int OutputsPerGroup { get; }

    /// <summary>Start of every run, relative to the position's base and without the group's offset.</summary>
    public int[] RunOffsets { get; }

    /// <summary>Bytes of each run, all of which have weights.</summary>
    public int RunLength { get; }

    public int KernelHeight { get; }

    public int KernelWidth { get; }

    public int InputLength { get; }

    public int Outputs => Groups * OutputsPerGroup;

    public int Positions { get; }

    /// <summary>All positions are evenly spaced: no divisions are needed to find one.</summary>
    private bool IsOneRow => RowLength == Positions;

    /// <summary>Positions are the rows of a matrix, and further samples further rows.</summary>
    public bool IsFullyConnected { get; }

    /// <summary>Weights of one output.</summary>
    public int Depth => RunOffsets.Length * RunLength;

    public static Int8Geometry OfFullyConnected<TShape>()
        where TShape : struct, IFullyConnectedShape => OfFullyConnected(TShape.Rows, TShape.Inputs, TShape.Outputs);

    /// <summary>Not generic, so that it is compiled once for all layers.</summary>
    internal static Int8Geometry OfFullyConnected(int rows, int inputs, int outputs) => new(
        rowLength: rows,
        rowsPerImage: 1,
        batch: 1,
        positionStride: inputs,
        rowStride: 0,
        imageStride: 0,
        groups: 1,
        inputsPerGroup: inputs,
        outputsPerGroup: outputs,
        runOffsets: [0],
        runLength: inputs,
        kernelHeight: 1,
        kernelWidth: 1,
        inputLength: checked(rows * inputs),
        positions: rows,
        isFullyConnected: true);

    /// <summary>The geometry of a convolution; one with borders counts positions and bytes, but its runs begin outside the image.</summary>
    /// <exception cref="ArgumentException">The outputs do not fit the input, or there are borders where none are taken.</exception>
    public static Int8Geometry OfConvolution<TShape>(bool withBorders = false)
        where TShape : struct, IConvolutionShape
    {
        if (!withBorders && (TShape.PadTop | TShape.PadLeft | TShape.PadBottom | TShape.PadRight) != 0)
        {
            throw new ArgumentException("Only depthwise and planar layers that requantize take borders.");
        }

        var channels = TShape.Groups * TShape.ChannelsPerGroup;
        var inputRow = checked(TShape.InputWidth * channels);
        // A whole kernel row is contiguous unless another group's channels or skipped pixels lie between.
        var wholeRows = TShape.Groups == 1 && TShape.DilationWidth == 1;
        var runsPerRow = wholeRows ? 1 : TShape.KernelWidth;
        var offsets = new int[TShape.KernelHeight * runsPerRow];
        for (var run = 0; run < offsets.Length; run++)
        {
            var (y, x) = (run / runsPerRow, run % runsPerRow);
            offsets[run] = (y * TShape.DilationHeight * inputRow) + (x * TShape.DilationWidth * channels);
        }

        var geometry = new Int8Geometry(
            rowLength: TShape.OutputWidth,
            rowsPerImage: TShape.OutputHeight,
            batch: TShape.Batch,
            positionStride: TShape.StrideWidth * channels,
            rowStride: TShape.StrideHeight * inputRow,
            imageStride: checked(TShape.InputHeight * inputRow),
            groups: TShape.Groups,
            inputsPerGroup: TShape.ChannelsPerGroup,
            outputsPerGroup: TShape.OutputChannels / TShape.Groups,
            runOffsets: offsets,
            kernelHeight: TShape.KernelHeight,
            kernelWidth: TShape.KernelWidth,
            runLength: wholeRows ? TShape.KernelWidth * TShape.ChannelsPerGroup : TShape.ChannelsPerGroup,
            inputLength: checked(TShape.Batch * TShape.InputHeight * inputRow),
            positions: checked(TShape.Batch * TShape.OutputHeight * TShape.OutputWidth),
            isFullyConnected: false);
        var (height, width) = (TShape.InputHeight + TShape.PadTop + TShape.PadBottom, TShape.InputWidth + TShape.PadLeft + TShape.PadRight);
        CheckFits(TShape.OutputHeight, TShape.KernelHeight, TShape.StrideHeight, TShape.DilationHeight, height);
        CheckFits(TShape.OutputWidth, TShape.KernelWidth, TShape.StrideWidth, TShape.DilationWidth, width);
        if (TShape.OutputChannels != geometry.Outputs)
        {
            throw new ArgumentException($"{TShape.OutputChannels} output channels are not divisible into {TShape.Groups} groups.");
        }

        return geometry;
    }

    /// <summary>First byte that a position reads, without run and group offsets.</summary>
    public int BaseOf(int position)
    {
        if (IsOneRow)
        {
            return position * PositionStride;
        }

        var (row, column) = Math.DivRem(position, RowLength);
        var (image, imageRow) = Math.DivRem(row, RowsPerImage);
        return (image * ImageStride) + (imageRow * RowStride) + (column * PositionStride);
    }

    /// <summary>Positions from this one to the end of its row.</summary>
    public int RestOfRow(int position) => IsOneRow ? Positions - position : RowLength - (position % RowLength);

    /// <summary>Number of positions (always the first ones) that may read <paramref name="bytes"/> bytes from the start of any run of any group.</summary>
    public int PositionsThatMayRead(int bytes)
    {
        var reach = RunOffsets[^1] + ((Groups - 1) * InputsPerGroup) + bytes;
        var safe = Positions;
        while (safe > 0 && BaseOf(safe - 1) + reach > InputLength)
        {
            safe--;
        }

        return safe;
    }

    private static void CheckFits(int outputs, int kernel, int stride, int dilation, int inputs)
    {
        if (((outputs - 1) * stride) + ((kernel - 1) * dilation) + 1 > inputs)
        {
            throw new ArgumentException($"{outputs} outputs of a kernel of {kernel} (stride {stride}, dilation {dilation}) need more than {inputs} inputs.");
        }
    }
}
