namespace Whittle.Runtime.Weights.Format;

/// <summary>How the given elements are written.</summary>
internal enum StoredValues
{
    /// <summary>One after the other, in the tensor's type.</summary>
    Run = 0,

    /// <summary>Floats that are exact as halves, one after the other.</summary>
    HalfRun = 1,

    /// <summary>Tables of distinct values, for the whole tensor or one per row, and a symbol per element.</summary>
    Codebook = 2,

    /// <summary>Integers as their distance from the smallest.</summary>
    Integers = 3,

    /// <summary>Floats that are integers times a scale, for the whole tensor or one per row.</summary>
    Scaled = 4,
}
