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
        return path == Int8Path.Scalar ? new Int8ScalarAccumulator(geometry, weights) : new GatherStepsInt8(geometry, weights, path);
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
}
