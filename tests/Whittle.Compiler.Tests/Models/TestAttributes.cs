using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Models;

/// <summary>ONNX attributes from plain values.</summary>
internal static class TestAttributes
{
    public static OnnxAttribute Make(string name, object value) => value switch
    {
        int number => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Int, Int = number },
        long number => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Int, Int = number },
        float number => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Float, Float = number },
        string text => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.String, String = text },
        int[] numbers => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Ints, Ints = Array.ConvertAll(numbers, number => (long)number) },
        long[] numbers => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Ints, Ints = numbers },
        float[] numbers => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Floats, Floats = numbers },
        OnnxTensor tensor => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Tensor, Tensor = tensor },
        OnnxGraph graph => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Graph, Graph = graph },
        OnnxElementType type => new OnnxAttribute { Name = name, Kind = OnnxAttributeKind.Int, Int = (int)type },
        _ => throw new ArgumentException($"No attribute form for {value.GetType()}.", nameof(value)),
    };
}
