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
