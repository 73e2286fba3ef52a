using BenchmarkDotNet.Attributes;
using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;
using Whittle.Runtime.Kernels;

namespace Whittle.Benchmarks.Bdn;

/// <summary>The kernels of a layer 784-300.</summary>
public class FullyConnectedBenchmarks
{
    private readonly byte[] _bytes = new byte[Shape.Inputs];
    private readonly byte[] _byteOutputs = new byte[Shape.Outputs];
    private readonly float[] _floats = new float[Shape.Inputs];
    private readonly float[] _floatOutputs = new float[Shape.Outputs];
    private FullyConnectedInt8<Shape>? _int8;
    private SparseFullyConnectedInt8<Shape>? _sparseInt8;
    private FullyConnectedFloat<Shape>? _float;
    private SparseFullyConnectedFloat<Shape>? _sparseFloat;

    [GlobalSetup]
    public void Setup()
    {
        new Random(7).NextBytes(_bytes);
        for (var i = 0; i < _floats.Length; i++)
        {
            _floats[i] = _bytes[i] / 255f;
        }

        long[] dimensions = [Shape.Outputs, Shape.Inputs];
        var dense = new WeightSource(WeightForm.Dense, 1).Draw(dimensions, prune: true);
        var sparse = new WeightSource(new WeightForm(0.1), 1).Draw(dimensions, prune: true);
        _int8 = new(dense.Values, [], 0, dense.Scales, 0, 0, 255);
        _sparseInt8 = new(sparse.Values, [], 0, sparse.Scales, 0, 0, 255);
        _float = new(dense.ToFloats(), dense.Bias, 0, float.PositiveInfinity);
        _sparseFloat = new(sparse.ToFloats(), sparse.Bias, 0, float.PositiveInfinity);
    }

    [Benchmark(Baseline = true)]
    public void Int8() => _int8!.Run(_bytes, _byteOutputs);

    [Benchmark]
    public void SparseInt8() => _sparseInt8!.Run(_bytes, _byteOutputs);

    [Benchmark]
    public void Float() => _float!.Run(_floats, _floatOutputs);

    [Benchmark]
    public void SparseFloat() => _sparseFloat!.Run(_floats, _floatOutputs);

    private readonly struct Shape : IFullyConnectedShape
    {
        public static int Rows => 1;

        public static int Inputs => 784;

        public static int Outputs => 300;
    }
}
