namespace Whittle.Runtime.Kernels;

/// <summary>Whether sums become bytes by saturation alone (<see cref="DepthwiseRange.IsPlain"/>), as a constant that the JIT sees.</summary>
internal interface IDepthwiseEnding
{
    static abstract bool IsPlain { get; }

    /// <summary>Whether, besides, two rows of 256-bit sums end in vectors of 512 bits.</summary>
    static abstract bool Joins { get; }
}

internal readonly struct DepthwisePlainEnding : IDepthwiseEnding
{
    public static bool IsPlain => true;

    public static bool Joins => false;
}

/// <summary>AVX-512 with lanes of 256 bits.</summary>
internal readonly struct DepthwiseJoinedEnding : IDepthwiseEnding
{
    public static bool IsPlain => true;

    public static bool Joins => true;
}

internal readonly struct DepthwiseAnyEnding : IDepthwiseEnding
{
    public static bool IsPlain => false;

    public static bool Joins => false;
}
