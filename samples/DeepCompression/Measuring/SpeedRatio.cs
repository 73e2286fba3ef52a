using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Whittle.Tool.InMemory;

namespace DeepCompression.Measuring;

/// <summary>Nanoseconds of a prediction: the generated class of one model and ONNX Runtime on another, on one thread, taking turns.</summary>
internal sealed record SpeedRatio(double Generated, double Runtime)
{
    private const int Rounds = 60;
    private const int Predictions = 300;

    public double Ratio => Runtime / Generated;

    /// <summary>The shortest round of each counts: whatever else the machine does only makes rounds longer.</summary>
    public static SpeedRatio Measure(byte[] compressed, byte[] original, float[] sample, long[] shape)
    {
        using var assembly = ModelAssembly.Build([NetworkFile.Compile(compressed, "Compressed")]);
        var model = assembly[0];
        var outputs = model.NewOutputs(1);
        Array[] inputs = [sample];

        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(original, options);
        using var input = OrtValue.CreateTensorValueFromMemory(sample, shape);
        var scores = new float[10];
        using var output = OrtValue.CreateTensorValueFromMemory(scores, [1, scores.Length]);
        using var run = new RunOptions();
        using var binding = session.CreateIoBinding();
        binding.BindInput("image", input);
        binding.BindOutput("scores", output);

        var (generated, runtime) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            generated = Math.Min(generated, Time(() => model.Calls.PredictInto(inputs, outputs)));
            runtime = Math.Min(runtime, Time(() => session.RunWithBinding(run, binding)));
        }

        return new SpeedRatio(generated, runtime);
    }

    private static double Time(Action predict)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Predictions; i++)
        {
            predict();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Predictions;
    }
}
