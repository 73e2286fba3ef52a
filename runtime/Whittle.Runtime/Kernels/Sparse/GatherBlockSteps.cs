namespace Whittle.Runtime.Kernels;

/// <summary>Where the packed steps of a block (and of those after it) begin.</summary>
internal readonly unsafe struct GatherBlockSteps(byte* steps, int* offsets)
{
    /// <summary>[step] { indices of all slots, weights of all slots }.</summary>
    public readonly byte* Steps = steps;

    /// <summary>First byte of each window of each step, relative to the position's.</summary>
    public readonly int* Offsets = offsets;

    /// <summary>Those of the block that is <paramref name="count"/> steps of <paramref name="bytes"/> bytes and <paramref name="windows"/> windows
    /// further.</summary>
    public GatherBlockSteps Skip(int count, int bytes, int windows) => new(Steps + ((nint)count * bytes), Offsets + ((nint)count * windows));
}
