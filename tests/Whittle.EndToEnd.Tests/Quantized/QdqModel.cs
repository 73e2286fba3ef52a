using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Scale and zero point of a quantized value.</summary>
internal readonly record struct Affine(float Scale, int ZeroPoint);

/// <summary>Writes graphs in which operators stand between DequantizeLinear and QuantizeLinear. <typeparamref name="T"/> is the type of activations.</summary>
/// <remarks>Opset 20, for at 21 ONNX Runtime 1.31.1 refuses some models with int8 activations (docs/quantization-semantics.md).</remarks>
internal sealed class QdqModel<T>(int opset = 20)
    where T : unmanaged, System.Numerics.IBinaryInteger<T>
{
    public ModelBuilder Model { get; } = new(opset);

    /// <summary>A float input that is quantized and dequantized: <paramref name="name"/> is the result.</summary>
    public QdqModel<T> Input(string name, Affine parameters, params int[] dimensions)
    {
        Model.Input($"{name}_float", dimensions);
        return RoundTrip($"{name}_float", parameters, name);
    }

    /// <summary>A value through QuantizeLinear and DequantizeLinear.</summary>
    public QdqModel<T> RoundTrip(string value, Affine parameters, string output)
    {
        Parameters(output, parameters);
        Model.Node("QuantizeLinear", [value, $"{output}_scale", $"{output}_zero"], [$"{output}_quantized"]);
        Model.Node("DequantizeLinear", [$"{output}_quantized", $"{output}_scale", $"{output}_zero"], [output]);
        return this;
    }

    /// <summary>The graph's output: the value, rounded to 8 bits.</summary>
    public QdqModel<T> Output(string value, Affine parameters)
    {
        RoundTrip(value, parameters, $"{value}_out");
        Model.Output($"{value}_out");
        return this;
    }

    public QdqModel<T> Node(string type, string[] inputs, string output, params (string, object)[] attributes)
    {
        Model.Node(type, inputs, [output], attributes);
        return this;
    }

    /// <summary>Weights behind DequantizeLinear; one scale for all, or one per index of an axis.</summary>
    public QdqModel<T> Weights<TWeight>(string name, int[] dimensions, int zeroPoint = 0, int? axis = null, int low = -127, int high = 127)
        where TWeight : unmanaged, System.Numerics.IBinaryInteger<TWeight>
    {
        Model.Integers<TWeight>($"{name}_quantized", low, high, dimensions);
        return Dequantize<TWeight>(name, dimensions, zeroPoint, axis);
    }

    /// <summary>int8 weights of which only a part is not zero.</summary>
    public QdqModel<T> SparseWeights(string name, int[] dimensions, double density, int? axis = null)
    {
        var random = new Random(dimensions[0]);
        var values = new sbyte[dimensions.Aggregate(1, (product, extent) => product * extent)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextDouble() < density ? (sbyte)random.Next(-127, 128) : (sbyte)0;
        }

        Model.Constant($"{name}_quantized", values, dimensions);
        return Dequantize<sbyte>(name, dimensions, zeroPoint: 0, axis);
    }

    /// <summary>An int32 bias whose scale is the product of the input's and the weights'.</summary>
    public QdqModel<T> Bias(string name, int count, Affine input, bool perChannel)
    {
        var scales = Enumerable.Range(0, perChannel ? count : 1).Select(i => input.Scale * (0.01f + (0.0013f * i))).ToArray();
        Model.Integers<int>($"{name}_quantized", -2000, 2000, count);
        Model.Constant($"{name}_scale", scales, perChannel ? [count] : []);
        Model.Node("DequantizeLinear", [$"{name}_quantized", $"{name}_scale"], [name], perChannel ? [("axis", 0)] : []);
        return this;
    }

    private void Parameters(string name, Affine parameters) => Model
        .Scalar($"{name}_scale", parameters.Scale)
        .Scalar($"{name}_zero", T.CreateTruncating(parameters.ZeroPoint));

    private QdqModel<T> Dequantize<TWeight>(string name, int[] dimensions, int zeroPoint, int? axis)
        where TWeight : unmanaged, System.Numerics.IBinaryInteger<TWeight>
    {
        var count = axis is { } a ? dimensions[a] : 1;
        var scales = Enumerable.Range(0, count).Select(i => 0.01f + (0.0013f * i)).ToArray();
        int[] shape = axis is null ? [] : [count];
        Model.Constant($"{name}_scale", scales, shape);
        Model.Constant($"{name}_zero", Enumerable.Repeat(TWeight.CreateTruncating(zeroPoint), count).ToArray(), shape);
        Model.Node("DequantizeLinear", [$"{name}_quantized", $"{name}_scale", $"{name}_zero"], [name], axis is { } place ? [("axis", place)] : []);
        return this;
    }
}
