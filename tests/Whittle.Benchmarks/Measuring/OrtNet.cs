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

    /// <param name="model">The model's bytes.</param>
    /// <param name="net">What it was written from.</param>
    /// <param name="batch">Samples a run.</param>
    /// <param name="threads">Threads inside an operator.</param>
    /// <param name="exact">Int8 products never saturate, also where the CPU has no VNNI. Never to be timed: it takes up to three times as long.</param>
    public OrtNet(byte[] model, Net net, int batch = 1, int threads = 1, bool exact = false)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        if (exact)
        {
            options.AddSessionConfigEntry("session.x64quantprecision", "1");
        }

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
