using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace Whittle.Runtime.Tests;

/// <summary>An ONNX Runtime session of one thread on the CPU.</summary>
internal sealed class OrtSession : IDisposable
{
    private readonly InferenceSession _session;

    public OrtSession(byte[] model, bool optimize = true)
    {
        using var options = Options(optimize);
        _session = new InferenceSession(model, options);
    }

    /// <summary>Runs the model and returns one output (the first, unless named). Inputs in graph order, in the shapes that the model states.</summary>
    public T[] Run<T>(Array[] inputs, string? output = null)
        where T : unmanaged
    {
        var names = _session.InputMetadata.Keys.ToArray();
        var values = names.Select((name, i) => Value(inputs[i], _session.InputMetadata[name].Dimensions)).ToArray();
        using var options = new RunOptions();
        using var results = _session.Run(options, names, values, [output ?? _session.OutputMetadata.Keys.First()]);
        Array.ForEach(values, value => value.Dispose());
        return results[0].GetTensorDataAsSpan<T>().ToArray();
    }

    /// <summary>The operators of the graph that ONNX Runtime really executes, in order ("domain:" left out).</summary>
    public static string[] OptimizedOperators(byte[] model)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        try
        {
            using (var options = Options(optimize: true))
            {
                options.OptimizedModelFilePath = path;
                using var session = new InferenceSession(model, options);
            }

            // ModelProto.graph = 7, GraphProto.node = 1, NodeProto.op_type = 4
            var graph = Fields(File.ReadAllBytes(path)).Single(field => field.Number == 7).Value;
            return [.. Fields(graph).Where(field => field.Number == 1)
                .Select(node => Encoding.UTF8.GetString(Fields(node.Value).First(field => field.Number == 4).Value))];
        }
        finally
        {
            File.Delete(path);
        }
    }

    public void Dispose() => _session.Dispose();

    private static SessionOptions Options(bool optimize) => new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
    };

    private static OrtValue Value(Array data, int[] dimensions)
    {
        var shape = Array.ConvertAll(dimensions, extent => (long)extent);
        return data switch
        {
            float[] values => OrtValue.CreateTensorValueFromMemory(values, shape),
            byte[] values when data.GetType() == typeof(byte[]) => OrtValue.CreateTensorValueFromMemory(values, shape),
            int[] values => OrtValue.CreateTensorValueFromMemory(values, shape),
            _ => OrtValue.CreateTensorValueFromMemory((sbyte[])data, shape),
        };
    }

    /// <summary>The length-delimited fields of a protobuf message (others are skipped).</summary>
    private static IEnumerable<(int Number, byte[] Value)> Fields(byte[] message)
    {
        for (var position = 0; position < message.Length;)
        {
            var tag = Varint(message, ref position);
            switch (tag & 7)
            {
                case 0: Varint(message, ref position); break;
                case 1: position += 8; break;
                case 5: position += 4; break;
                default:
                    var length = (int)Varint(message, ref position);
                    yield return ((int)(tag >> 3), message[position..(position + length)]);
                    position += length;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
