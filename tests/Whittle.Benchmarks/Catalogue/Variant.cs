namespace Whittle.Benchmarks.Catalogue;

/// <summary>How a net's weights are stored and executed by us.</summary>
public enum Dress
{
    /// <summary>8-bit activations and weights in QDQ form.</summary>
    Int8,

    /// <summary>The same weights as floats.</summary>
    Float,
}

/// <summary>What is done to the weights before either dress: two variants of the same form are the same net, and share ONNX Runtime's figures.</summary>
/// <param name="Density">Share of the weights that pruning leaves.</param>
/// <param name="Codebook">Whether all weights of a layer are among 16 values.</param>
/// <param name="Bits">Bits of a weight.</param>
public readonly record struct WeightForm(double Density, bool Codebook = false, int Bits = 8)
{
    public static WeightForm Dense => new(1);

    public static WeightForm Int4 => new(1, Bits: 4);
}

/// <summary>One line of the table.</summary>
/// <param name="Name">Second column.</param>
/// <param name="Dress">What we run; ONNX Runtime runs both.</param>
/// <param name="Form">The weights.</param>
/// <param name="Target">Ratio aimed at, against the same dress of ONNX Runtime; null where none is set.</param>
/// <param name="Exact">Whether our float kernels may not round more than direct sums do.</param>
public sealed record Variant(string Name, Dress Dress, WeightForm Form, double? Target, bool Exact = true)
{
    public static Variant Int8(string suffix, WeightForm form, double? target = null) => new($"int8-{suffix}", Dress.Int8, form, target);

    /// <summary>The variant with float kernels that may round more.</summary>
    public Variant Inexact() => this with { Name = Name + "-inexact", Exact = false };

    public static Variant Float(string suffix, WeightForm form, double? target = null) => new($"float-{suffix}", Dress.Float, form, target);
}
