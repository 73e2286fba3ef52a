namespace Whittle.Runtime.Kernels;

/// <summary>Where the bytes of every output position lie: fully connected layers and convolutions in the same terms.</summary>
/// <remarks>Positions count the outputs' pixels in order (rows of a batch for fully connected layers). Each position reads the same runs of contiguous
/// bytes relative to its own base; adjoining rows whose positions are evenly spaced are merged, so a 1x1 convolution is one long row.</remarks>
internal sealed class Int8Geometry
{
    private Int8Geometry()
    {
    }

    /// <summary>Positions of one row, evenly spaced by <see cref="PositionStride"/>.</summary>
    public int RowLength { get; private set; }

    public int RowsPerImage { get; private init; }

    public int Batch { get; private init; }

    public int PositionStride { get; private init; }

    public int RowStride { get; private init; }

    public int ImageStride { get; private init; }

    public int Groups { get; private init; }

    public int InputsPerGroup { get; private init; }

    public int OutputsPerGroup { get; private init; }

    /// <summary>Start of every run, relative to the position's base and without the group's offset.</summary>
    public int[] RunOffsets { get; private init; } = [];

    /// <summary>Bytes of each run, all of which have weights.</summary>
    public int RunLength { get; private init; }

    public int KernelHeight { get; private init; }

    public int KernelWidth { get; private init; }

    public int InputLength { get; private init; }

    public int Outputs => Groups * OutputsPerGroup;

    public int Positions { get; private init; }

    /// <summary>All positions are evenly spaced: no divisions are needed to find one.</summary>
    private bool IsOneRow => RowLength == Positions;

    /// <summary>Positions are the rows of a matrix, and further samples further rows.</summary>
    public bool IsFullyConnected { get; private init; }

    /// <summary>Weights of one output.</summary>
    public int Depth => RunOffsets.Length * RunLength;

    public static Int8Geometry OfFullyConnected<TShape>()
        where TShape : struct, IFullyConnectedShape => new()
        {
            IsFullyConnected = true,
            RowLength = TShape.Rows,
            RowsPerImage = 1,
            Batch = 1,
            PositionStride = TShape.Inputs,
            Groups = 1,
            InputsPerGroup = TShape.Inputs,
            OutputsPerGroup = TShape.Outputs,
            RunOffsets = [0],
            KernelHeight = 1,
            KernelWidth = 1,
            RunLength = TShape.Inputs,
            InputLength = checked(TShape.Rows * TShape.Inputs),
            Positions = TShape.Rows,
        };

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

        var geometry = new Int8Geometry
        {
            RowLength = TShape.OutputWidth,
            RowsPerImage = TShape.OutputHeight,
            Batch = TShape.Batch,
            PositionStride = TShape.StrideWidth * channels,
            RowStride = TShape.StrideHeight * inputRow,
            ImageStride = checked(TShape.InputHeight * inputRow),
            Groups = TShape.Groups,
            InputsPerGroup = TShape.ChannelsPerGroup,
            OutputsPerGroup = TShape.OutputChannels / TShape.Groups,
            RunOffsets = offsets,
            KernelHeight = TShape.KernelHeight,
            KernelWidth = TShape.KernelWidth,
            RunLength = wholeRows ? TShape.KernelWidth * TShape.ChannelsPerGroup : TShape.ChannelsPerGroup,
            InputLength = checked(TShape.Batch * TShape.InputHeight * inputRow),
            Positions = checked(TShape.Batch * TShape.OutputHeight * TShape.OutputWidth),
        };
        var (height, width) = (TShape.InputHeight + TShape.PadTop + TShape.PadBottom, TShape.InputWidth + TShape.PadLeft + TShape.PadRight);
        CheckFits(TShape.OutputHeight, TShape.KernelHeight, TShape.StrideHeight, TShape.DilationHeight, height);
        CheckFits(TShape.OutputWidth, TShape.KernelWidth, TShape.StrideWidth, TShape.DilationWidth, width);
        if (TShape.OutputChannels != geometry.Outputs)
        {
            throw new ArgumentException($"{TShape.OutputChannels} output channels are not divisible into {TShape.Groups} groups.");
        }

        geometry.MergeRows();
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

    private void MergeRows()
    {
        var evenRows = RowsPerImage == 1 || RowStride == RowLength * PositionStride;
        if (evenRows && (Batch == 1 || ImageStride == RowsPerImage * RowLength * PositionStride))
        {
            RowLength = Positions;
        }
    }
}
