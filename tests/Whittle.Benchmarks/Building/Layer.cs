using Whittle.Onnx;

namespace Whittle.Benchmarks.Building;

/// <summary>A node of a net; its output carries its name.</summary>
/// <param name="Name">Unique in the net.</param>
/// <param name="Operator">ONNX operator.</param>
/// <param name="Inputs">Names of other layers, or of the net's input.</param>
/// <param name="Output">Extents of one sample.</param>
/// <param name="Relu">Whether Relu follows.</param>
/// <param name="Attributes">Attributes of the ONNX node.</param>
/// <param name="Weights">Null for operators without.</param>
internal sealed record Layer(
    string Name,
    string Operator,
    IReadOnlyList<string> Inputs,
    Extent Output,
    bool Relu,
    IReadOnlyList<OnnxAttribute> Attributes,
    LayerWeights? Weights)
{
    /// <summary>Whether values only move, so that the output is quantized like the input.</summary>
    public bool KeepsValues => Operator is "MaxPool" or "Flatten";
}

/// <summary>Int8 weights with a scale for each output; the float dress has their products.</summary>
internal sealed record LayerWeights(sbyte[] Values, float[] Scales, float[] Bias, long[] Dimensions)
{
    public int Outputs => Scales.Length;

    public float[] ToFloats()
    {
        var perOutput = Values.Length / Outputs;
        var floats = new float[Values.Length];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = Values[i] * Scales[i / perOutput];
        }

        return floats;
    }
}

/// <summary>Channels, height and width of one sample; a vector has height and width 1 and is flat.</summary>
internal readonly record struct Extent(int Channels, int Height, int Width, bool Flat = false)
{
    public int Length => Channels * Height * Width;

    public long[] Dimensions(int batch) => Flat ? [batch, Length] : [batch, Channels, Height, Width];

    public static Extent Vector(int length) => new(length, 1, 1, Flat: true);
}
