using BenchmarkDotNet.Attributes;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Compilation;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Bdn;

/// <summary>Nets in int8 as BenchmarkDotNet sees them: one prediction of ours and of ONNX Runtime.</summary>
public class NetBenchmarks : IDisposable
{
    private OurNet? _ours;
    private OrtNet? _ort;

    [Params("tiny", "lenet300", "lenet5", "dscnn", "resnet8")]
    public string Net { get; set; } = "";

    [Params(1.0, 0.1)]
    public double Density { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var prepared = new PreparedNet(Net, new WeightForm(Density));
        var result = prepared.Compile(Dress.Int8, "_bdn");
        _ours = new OurNet(prepared.Net, NetAssembly.Load([result])[0], result.Plan);
        _ort = new OrtNet(prepared.Qdq, prepared.Net);
        prepared.Net.Sample(7).CopyTo(_ours.Input, 0);
        prepared.Net.Sample(7).CopyTo(_ort.Input, 0);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _ort?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Whittle() => _ours!.Run(1);

    [Benchmark(Baseline = true)]
    public void OnnxRuntime() => _ort!.Run(1);
}
