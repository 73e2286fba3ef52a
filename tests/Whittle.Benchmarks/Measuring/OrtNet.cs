using Microsoft.ML.OnnxRuntime;
using Whittle.Benchmarks.Building;

namespace Whittle.Benchmarks.Measuring;

/// <summary>ONNX Runtime as fast as it goes: all optimizations, inputs and outputs allocated before and bound.</summary>
internal sealed class OrtNet : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    public OrtNet(byte[] model, Net net, int batch = 1, int threads = 1)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Where the CPU has no VNNI, int8 products would else saturate in pairs, and nobody's outputs would be equal.
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        _session = new InferenceSession(model, options);
        Input = new float[net.Input.Length * batch];
        Output = new float[net.Output.Output.Length * batch];
        _input = OrtValue.CreateTensorValueFromMemory(Input, net.Input.Dimensions(batch));
        _output = OrtValue.CreateTensorValueFromMemory(Output, net.Output.Output.Dimensions(batch));
        _binding = _session.CreateIoBinding();
        _binding.BindInput(Net.InputName, _input);
        _binding.BindOutput(net.Output.Name, _output);
    }

    public float[] Input { get; }

    public float[] Output { get; }

    public void Run(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _session.RunWithBinding(_run, _binding);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _run.Dispose();
        _session.Dispose();
    }
}
