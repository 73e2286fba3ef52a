namespace Whittle.Runtime.Kernels;

/// <summary>What <see cref="Pad"/> puts outside the tensor.</summary>
public enum PadMode
{
    /// <summary>A given value.</summary>
    Constant,

    /// <summary>The nearest element.</summary>
    Edge,

    /// <summary>The tensor mirrored at its first and last element, which are not repeated.</summary>
    Reflect,

    /// <summary>The tensor from its other end.</summary>
    Wrap,
}
