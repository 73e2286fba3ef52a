using Microsoft.ML.OnnxRuntime;

namespace Whittle.Benchmarks.Building;

/// <summary>Ranges of all activations, seen by ONNX Runtime on a few random inputs.</summary>
internal static class Calibration
{
    private const int Samples = 4;

    public static IReadOnlyDictionary<string, Affine> Measure(Net net)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(FloatDress.Write(net, everything: true), options);
        using var run = new RunOptions();
        var ranges = new Dictionary<string, (float Low, float High)>(StringComparer.Ordinal) { [Net.InputName] = (net.Signed ? -1 : 0, 1) };
        for (var sample = 0; sample < Samples; sample++)
        {
            using var input = OrtValue.CreateTensorValueFromMemory(net.Sample(sample), net.Input.Dimensions(1));
            using var outputs = session.Run(run, [Net.InputName], [input], session.OutputNames);
            for (var i = 0; i < outputs.Count; i++)
            {
                Widen(ranges, session.OutputNames[i], outputs[i].GetTensorDataAsSpan<float>());
            }
        }

        var affine = ranges.ToDictionary(range => range.Key, range => Affine.Covering(range.Value.Low, range.Value.High), StringComparer.Ordinal);
        foreach (var layer in net.Layers.Where(layer => layer.KeepsValues))
        {
            affine[layer.Name] = affine[layer.Inputs[0]];
        }

        return affine;
    }

    private static void Widen(Dictionary<string, (float Low, float High)> ranges, string name, ReadOnlySpan<float> values)
    {
        var (low, high) = ranges.GetValueOrDefault(name);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        ranges[name] = (low, high);
    }
}
