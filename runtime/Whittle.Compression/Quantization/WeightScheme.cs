namespace Whittle.Compression.Quantization;

/// <summary>What a weight may be. All are symmetric: zero is zero.</summary>
public enum WeightScheme
{
    /// <summary>−127…127 times a scale.</summary>
    Int8,

    /// <summary>−7…7 times a scale.</summary>
    Int4,

    /// <summary>−1, 0, 1 times a scale (Li et al. 2016, "Ternary Weight Networks": zero below 0.7 of the mean magnitude).</summary>
    Ternary,

    /// <summary>−1, 1 times a scale (Rastegari et al. 2016, "XNOR-Net": the scale is the mean magnitude).</summary>
    Binary,
}
