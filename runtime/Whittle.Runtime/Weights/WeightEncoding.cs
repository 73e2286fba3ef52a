namespace Whittle.Runtime.Weights;

/// <summary>How a tensor is stored in a weights container.</summary>
public enum WeightEncoding
{
    /// <summary>One element after the other.</summary>
    Raw = 0,

    /// <summary>A table of distinct values and a packed index per element.</summary>
    Codebook = 1,

    /// <summary>The values that are not zero, each with its distance from the one before.</summary>
    SparseGaps = 2,
}
