namespace Whittle.Runtime.Kernels;

/// <summary>One spatial axis of a pool.</summary>
/// <param name="Input">Input pixels.</param>
/// <param name="Output">Output pixels.</param>
/// <param name="Kernel">Taps of the window.</param>
/// <param name="Stride">Input pixels from a window to the next.</param>
/// <param name="Dilation">Input pixels from a tap to the next.</param>
/// <param name="PadBefore">Padding before the first pixel.</param>
/// <param name="PadAfter">Padding after the last pixel; matters only to an average that counts padding.</param>
internal readonly record struct PoolAxis(int Input, int Output, int Kernel, int Stride, int Dilation, int PadBefore, int PadAfter)
{
    /// <summary>Whether windows have two taps, all inside the image.</summary>
    public bool IsPlainPair => Kernel == 2 && PadBefore == 0 && Whole(Output - 1);

    /// <summary>One past the last window whose taps all lie inside the image, if there is such a window.</summary>
    public int WholeEnd => Math.Min(Output, ((Input - 1 - ((Kernel - 1) * Dilation) + PadBefore) / Stride) + 1);

    /// <summary>Input position of a window's first tap, which may lie in the padding.</summary>
    public int Start(int output) => (output * Stride) - PadBefore;

    /// <summary>First tap inside the image.</summary>
    public int FirstTap(int output) => Math.Min(Kernel, Math.Max(0, (Dilation - 1 - Start(output)) / Dilation));

    /// <summary>One past the last tap before position <paramref name="limit"/>.</summary>
    public int EndTap(int output, int limit) => Math.Clamp((limit - Start(output) + Dilation - 1) / Dilation, 0, Kernel);

    /// <summary>Whether every tap lies inside the image.</summary>
    public bool Whole(int output) => Start(output) >= 0 && Start(output) + ((Kernel - 1) * Dilation) < Input;
}
