using static TorchSharp.torch;

namespace Whittle.Compression.Quantization;

/// <summary>Weights as small integers times scales.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Shape">Shape of the weights, dimension 0 the outputs.</param>
/// <param name="Codes">The integers, row-major.</param>
/// <param name="Scales">One, or one per output.</param>
public sealed record QuantizedWeights(WeightScheme Scheme, long[] Shape, sbyte[] Codes, float[] Scales)
{
    /// <summary>The weights that the integers stand for.</summary>
    public Tensor Values()
    {
        using var scope = NewDisposeScope();
        var codes = tensor(Codes, dtype: ScalarType.Float32).reshape(Scales.Length, -1);
        return (codes * tensor(Scales).reshape(-1, 1)).reshape(Shape).MoveToOuterDisposeScope();
    }

    /// <summary>Bytes of codes and scales.</summary>
    public long Bytes => ((Codes.Length * (long)WeightQuantizer.Bits(Scheme)) + 7) / 8 + (4L * Scales.Length);
}
