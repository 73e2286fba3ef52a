namespace Whittle.Compiler.Selection;

/// <summary>What a kernel makes of the weights.</summary>
public enum KernelForm
{
    /// <summary>All weights, zeros too.</summary>
    Dense,

    /// <summary>Steps or windows that hold the weights that are not zero.</summary>
    Sparse,

    /// <summary>Indices into few values.</summary>
    Codebook,

    /// <summary>Transformed filters.</summary>
    Winograd,

    /// <summary>Straight-line code, the weights among it.</summary>
    Unrolled,
}
