using DigitTraining.Quantization;
using Whittle.Onnx;

namespace DigitTraining.Export;

/// <summary>Builds a graph in which every value passes through a QuantizeLinear and a DequantizeLinear: runtimes fuse the pairs around an operator into its
/// int8 form.</summary>
internal sealed class QdqGraph(OnnxGraph graph)
{
    /// <summary>Adds a node with one output and returns that output's name: the node's own, unless another is given.</summary>
    public string Add(string type, string name, string[] inputs, OnnxAttribute[] attributes, string? output = null)
    {
        var node = new OnnxNode { Name = name, OperatorType = type };
        node.Inputs.AddRange(inputs);
        node.Outputs.Add(output ?? name);
        node.Attributes.AddRange(attributes);
        graph.Nodes.Add(node);
        return node.Outputs[0];
    }

    /// <summary>Rounds a value to bytes and back; <paramref name="output"/> names the result where the graph's own output needs its name.</summary>
    public string RoundTrip(string value, Affine scale, string? output = null)
    {
        string[] parameters = [Scalar($"{value}_scale", scale.Scale), ZeroPoint($"{value}_zero_point", scale.ZeroPoint)];
        var bytes = Add("QuantizeLinear", $"{value}_quantize", [value, .. parameters], [], $"{value}_quantized");
        return Add("DequantizeLinear", $"{value}_dequantize", [bytes, .. parameters], [], output ?? $"{value}_dequantized");
    }

    /// <summary>A layer's int8 weights, with a scale for each index of the first dimension.</summary>
    public string Weights(string layer, QuantizedParameters parameters, long[] dimensions)
    {
        var name = $"{layer}.weight";
        graph.Initializers.Add(OnnxTensor.FromSBytes($"{name}_quantized", dimensions, parameters.Weights));
        graph.Initializers.Add(OnnxTensor.FromSBytes($"{name}_zero_point", [parameters.Scales.Length], new sbyte[parameters.Scales.Length]));
        var scales = Vector($"{name}_scale", parameters.Scales);
        return Add("DequantizeLinear", $"{name}_dequantize", [$"{name}_quantized", scales, $"{name}_zero_point"], [Axis(0)], name);
    }

    /// <summary>A layer's int32 bias; ONNX gives such values no zero point.</summary>
    public string Bias(string layer, QuantizedParameters parameters)
    {
        var name = $"{layer}.bias";
        graph.Initializers.Add(OnnxTensor.FromInt32s($"{name}_quantized", [parameters.Bias.Length], parameters.Bias));
        return Add("DequantizeLinear", $"{name}_dequantize", [$"{name}_quantized", Vector($"{name}_scale", parameters.BiasScales)], [Axis(0)], name);
    }

    private static OnnxAttribute Axis(long axis) => new() { Name = "axis", Kind = OnnxAttributeKind.Int, Int = axis };

    private string Scalar(string name, float value)
    {
        graph.Initializers.Add(OnnxTensor.FromFloats(name, [], [value]));
        return name;
    }

    private string Vector(string name, float[] values)
    {
        graph.Initializers.Add(OnnxTensor.FromFloats(name, [values.Length], values));
        return name;
    }

    private string ZeroPoint(string name, byte value)
    {
        graph.Initializers.Add(OnnxTensor.FromBytes(name, [], [value]));
        return name;
    }
}
