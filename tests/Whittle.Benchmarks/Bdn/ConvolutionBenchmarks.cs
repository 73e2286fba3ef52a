using BenchmarkDotNet.Attributes;
using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;
using Whittle.Runtime.Kernels;

namespace Whittle.Benchmarks.Bdn;

/// <summary>The kernels of a 3x3 convolution of 32 channels at 16x16.</summary>
public class ConvolutionBenchmarks
{
    private const int Channels = 32;
    private const int Side = 16;
    private readonly byte[] _bytes = new byte[(Side + 2) * (Side + 2) * Channels];
    private readonly byte[] _byteOutputs = new byte[Side * Side * Channels];
    private readonly float[] _floats = new float[(Side + 2) * (Side + 2) * Channels];
    private readonly float[] _floatOutputs = new float[Side * Side * Channels];
    private ConvolutionInt8<Shape>? _int8;
    private ConvolutionFloat<Shape>? _float;

    [GlobalSetup]
    public void Setup()
    {
        new Random(7).NextBytes(_bytes);
        for (var i = 0; i < _floats.Length; i++)
        {
            _floats[i] = _bytes[i] / 255f;
        }

        var weights = new WeightSource(WeightForm.Dense, 1).Draw([Channels, 3, 3, Channels], prune: false);
        _int8 = new(weights.Values, [], 0, weights.Scales, 0, 0, 255);
        _float = new(weights.ToFloats(), weights.Bias, 0, float.PositiveInfinity);
    }

    [Benchmark(Baseline = true)]
    public void Int8() => _int8!.Run(_bytes, _byteOutputs);

    [Benchmark]
    public void Float() => _float!.Run(_floats, _floatOutputs);

    private readonly struct Shape : IConvolutionShape
    {
        public static int Batch => 1;

        public static int InputHeight => Side + 2;

        public static int InputWidth => Side + 2;

        public static int Groups => 1;

        public static int ChannelsPerGroup => Channels;

        public static int OutputChannels => Channels;

        public static int KernelHeight => 3;

        public static int KernelWidth => 3;

        public static int StrideHeight => 1;

        public static int StrideWidth => 1;

        public static int DilationHeight => 1;

        public static int DilationWidth => 1;

        public static int OutputHeight => Side;

        public static int OutputWidth => Side;
    }
}
