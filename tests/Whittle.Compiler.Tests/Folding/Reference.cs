using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Folding;

/// <summary>ONNX Runtime on a model, tensors in and out as bytes.</summary>
internal static class Reference
{
    public static List<(long[] Dimensions, byte[] Bytes)> Run(TestModel model, IEnumerable<OnnxTensor> inputs)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = 1 };
        using var session = new InferenceSession(model.ToBytes(), options);
        var fed = inputs.ToDictionary(tensor => tensor.Name, Value);
        try
        {
            using var run = new RunOptions();
            using var results = session.Run(run, fed, session.OutputNames);
            return [.. results.Select(result => (result.GetTensorTypeAndShape().Shape, result.GetTensorMutableRawData().ToArray()))];
        }
        finally
        {
            foreach (var value in fed.Values)
            {
                value.Dispose();
            }
        }
    }

    private static OrtValue Value(OnnxTensor tensor)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)(int)tensor.ElementType, tensor.Dimensions);
        tensor.Data.Span.CopyTo(value.GetTensorMutableRawData());
        return value;
    }
}
