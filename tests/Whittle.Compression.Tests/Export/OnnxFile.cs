using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using Whittle.Compression.Export;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Export;

/// <summary>Runs exported files in ONNX Runtime.</summary>
internal static class OnnxFile
{
    public static float[] Run(byte[] file, Tensor input) => Run(file, Networks.Values(input), input.shape);

    public static float[] Run<T>(byte[] file, T[] input, long[] shape)
        where T : unmanaged
    {
        // Without it, processors without VNNI add pairs of products in 16 bits.
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        using var session = new InferenceSession(file, options);
        using var values = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var run = new RunOptions();
        using var results = session.Run(run, [session.InputNames[0]], [values], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>The runtime, on the file, gives what the module gives.</summary>
    public static void SameAnswers(nn.Module<Tensor, Tensor> network, float tolerance = 1e-5f, ExportOptions? options = null, params long[] shape)
    {
        var file = OnnxExport.Write(network, (options ?? new ExportOptions { InputShape = shape }) with { InputShape = shape });
        using var input = randn(shape);
        Networks.Near(Networks.Values(network.call(input.clone())), Run(file, input), tolerance);
    }
}
