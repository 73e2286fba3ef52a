namespace Whittle.Runtime.Kernels;

/// <summary>Whether sums become bytes by saturation alone (<see cref="DepthwiseRange.IsPlain"/>), as a constant that the JIT sees.</summary>
internal interface IDepthwiseEnding
{
    static abstract bool IsPlain { get; }
}

internal readonly struct DepthwisePlainEnding : IDepthwiseEnding
{
    public static bool IsPlain => true;
}

internal readonly struct DepthwiseAnyEnding : IDepthwiseEnding
{
    public static bool IsPlain => false;
}
