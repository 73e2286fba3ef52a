namespace Whittle.Runtime.Kernels;

/// <summary>How many channels of a position a vector holds, as a constant that the JIT sees.</summary>
internal interface IDepthwisePart
{
    static abstract int Channels { get; }
}

internal readonly struct DepthwisePart32 : IDepthwisePart
{
    public static int Channels => 32;
}

internal readonly struct DepthwisePart16 : IDepthwisePart
{
    public static int Channels => 16;
}

internal readonly struct DepthwisePart8 : IDepthwisePart
{
    public static int Channels => 8;
}
