namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>A number of pixels as a type, so that the JIT drops the accumulators that a register tile does not use.</summary>
internal interface IPixels
{
    static abstract int Count { get; }
}

internal readonly struct Pixels1 : IPixels
{
    public static int Count => 1;
}

internal readonly struct Pixels2 : IPixels
{
    public static int Count => 2;
}

internal readonly struct Pixels3 : IPixels
{
    public static int Count => 3;
}

internal readonly struct Pixels4 : IPixels
{
    public static int Count => 4;
}

internal readonly struct Pixels5 : IPixels
{
    public static int Count => 5;
}

internal readonly struct Pixels6 : IPixels
{
    public static int Count => 6;
}

internal readonly struct Pixels7 : IPixels
{
    public static int Count => 7;
}

internal readonly struct Pixels8 : IPixels
{
    public static int Count => 8;
}

internal readonly struct Pixels9 : IPixels
{
    public static int Count => 9;
}

internal readonly struct Pixels10 : IPixels
{
    public static int Count => 10;
}

internal readonly struct Pixels11 : IPixels
{
    public static int Count => 11;
}

internal readonly struct Pixels12 : IPixels
{
    public static int Count => 12;
}
