namespace Whittle.Runtime.Kernels;

/// <summary>Whether positions lie two columns apart instead of one, as a constant that the JIT sees.</summary>
internal interface IDepthwiseStride
{
    static abstract bool IsTwo { get; }
}

internal readonly struct DepthwiseStride1 : IDepthwiseStride
{
    public static bool IsTwo => false;
}

internal readonly struct DepthwiseStride2 : IDepthwiseStride
{
    public static bool IsTwo => true;
}
