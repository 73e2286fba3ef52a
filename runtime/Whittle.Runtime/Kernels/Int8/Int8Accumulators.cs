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

    /// <summary>Weights of two values take a bit each, up to sixteen values four bits, where decoding is cheaper than fetching the weights themselves.</summary>
    /// <remarks>Measured: a bit pays with 512-bit vectors or without VNNI, four bits with VNNI; with 256-bit VNNI both pay once the weights leave the L2 cache.
    /// Layers of several rows use every weight more than once, so they expand them.</remarks>
    public static Int8Accumulator CodebookFullyConnected<TShape>(ReadOnlySpan<byte> indices, ReadOnlySpan<sbyte> codebook, Int8Path path)
        where TShape : struct, IFullyConnectedShape
    {
        const int MostRowsDecoded = 3;
        const int L2Bytes = 1 << 20;
        var geometry = Int8Geometry.OfFullyConnected<TShape>();
        if (indices.Length != geometry.Outputs * geometry.Depth)
        {
            throw new ArgumentException($"{indices.Length} indices were given, {geometry.Outputs} x {geometry.Depth} are needed.", nameof(indices));
        }

        var weights = CodebookWeightsInt8.Expand(indices, codebook);
        var isBinary = codebook.Length <= CodebookWeightsInt8.BinaryEntries;
        var pays = geometry.Positions <= MostRowsDecoded && path switch
        {
            Int8Path.Avx512Vnni => true,
            Int8Path.Avx2Vnni => weights.Length > L2Bytes,
            Int8Path.Avx512 or Int8Path.Avx2 => isBinary,
            _ => false,
        };
        return !pays ? FullyConnected<TShape>(weights, path)
            : isBinary ? new BinaryPanelsInt8(geometry, indices, codebook, weights, path)
            : new CodebookPanelsInt8(geometry, indices, codebook, weights, path);
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

    /// <summary>Gather steps or blocks where they pay on this path, otherwise dense panels: the compiler chose for the best path.</summary>
    private static Int8Accumulator Sparse(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
    {
        if (geometry.Groups == 1 && weights.Length == geometry.Outputs * geometry.Depth)
        {
            var rows = new SparseRows(weights, geometry.Outputs, SparseRows.Runs(geometry.RunOffsets, geometry.RunLength));
            var choice = SparseChoice.Of(rows, geometry.Depth, geometry.RowLength, geometry.PositionStride, GatherKinds.TargetOf(path));
            if (choice.Pays)
            {
                return choice.Blocks is null
                    ? new GatherStepsInt8(geometry, weights, choice.Steps) : new BlockStepsInt8(geometry, weights, choice.Blocks, path);
            }
        }

        return new DensePanelsInt8(geometry, weights, path);
    }
}
