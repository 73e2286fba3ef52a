using Whittle.Runtime.Layouts;

namespace Whittle.Runtime.Kernels;

/// <summary>Chooses the packed form of each kind of layer.</summary>
internal static class Int8Accumulators
{
    public static Int8Accumulator FullyConnected<TShape>(ReadOnlySpan<sbyte> weights, Int8Path path)
        where TShape : struct, IFullyConnectedShape
    {
        var geometry = Int8Geometry.OfFullyConnected<TShape>();
        return path == Int8Path.Scalar ? new Int8ScalarAccumulator(geometry, weights) : new DensePanelsInt8(geometry, weights, path);
    }

    public static Int8Accumulator SparseFullyConnected<TShape>(ReadOnlySpan<sbyte> weights, Int8Path path)
        where TShape : struct, IFullyConnectedShape
    {
        var geometry = Int8Geometry.OfFullyConnected<TShape>();
        return path == Int8Path.Scalar ? new Int8ScalarAccumulator(geometry, weights) : Sparse(geometry, weights, path);
    }

    public static Int8Accumulator SparseConvolution<TShape>(ReadOnlySpan<sbyte> weights, Int8Path path)
        where TShape : struct, IConvolutionShape
    {
        var geometry = Int8Geometry.OfConvolution<TShape>();
        return path == Int8Path.Scalar ? new Int8ScalarAccumulator(geometry, weights) : Sparse(geometry, weights, path);
    }

    /// <summary>Two values take a bit each; up to sixteen take four where decoding is cheaper than fetching. Layers of several rows use every weight
    /// more than once, so they expand them.</summary>
    public static Int8Accumulator CodebookFullyConnected<TShape>(ReadOnlySpan<byte> indices, ReadOnlySpan<sbyte> codebook, Int8Path path)
        where TShape : struct, IFullyConnectedShape
    {
        const int MostRowsDecoded = 3;
        var geometry = Int8Geometry.OfFullyConnected<TShape>();
        if (indices.Length != geometry.Outputs * geometry.Depth)
        {
            throw new ArgumentException($"{indices.Length} indices were given, {geometry.Outputs} x {geometry.Depth} are needed.", nameof(indices));
        }

        var weights = CodebookWeightsInt8.Expand(indices, codebook);
        if (path is Int8Path.Scalar or Int8Path.Vector128 || geometry.Positions > MostRowsDecoded)
        {
            return FullyConnected<TShape>(weights, path);
        }

        if (codebook.Length <= CodebookWeightsInt8.BinaryEntries)
        {
            return new BinaryPanelsInt8(geometry, indices, codebook, weights, path);
        }

        return path is Int8Path.Avx512Vnni or Int8Path.Avx2Vnni
            ? new CodebookPanelsInt8(geometry, indices, codebook, weights, path)
            : FullyConnected<TShape>(weights, path);
    }

    public static Int8Accumulator Convolution<TShape>(ReadOnlySpan<sbyte> weights, Int8Path path)
        where TShape : struct, IConvolutionShape
    {
        var geometry = Int8Geometry.OfConvolution<TShape>();
        return path == Int8Path.Scalar ? new Int8ScalarAccumulator(geometry, weights) : new DensePanelsInt8(geometry, weights, path);
    }

    public static Int8Accumulator DepthwiseConvolution<TShape>(ReadOnlySpan<sbyte> weights, Int8Path path)
        where TShape : struct, IConvolutionShape
    {
        if (TShape.ChannelsPerGroup != 1 || TShape.OutputChannels != TShape.Groups)
        {
            throw new ArgumentException("A depthwise convolution has one input and one output channel per group.");
        }

        var geometry = Int8Geometry.OfConvolution<TShape>();
        return path == Int8Path.Scalar ? new Int8ScalarAccumulator(geometry, weights) : new DepthwiseTapsInt8(geometry, weights, path);
    }

    /// <summary>Gather steps where they pay on this path, otherwise dense panels: the compiler chose for the best path.</summary>
    private static Int8Accumulator Sparse(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
    {
        if (geometry.Groups == 1 && weights.Length == geometry.Outputs * geometry.Depth)
        {
            var rows = new SparseRows(weights, geometry.Outputs, SparseRows.Runs(geometry.RunOffsets, geometry.RunLength));
            var choice = GatherChoice.Of(rows, geometry.Depth, geometry.RowLength, geometry.PositionStride, GatherKinds.TargetOf(path));
            if (choice.Pays)
            {
                return new GatherStepsInt8(geometry, weights, choice.Steps);
            }
        }

        return new DensePanelsInt8(geometry, weights, path);
    }
}
