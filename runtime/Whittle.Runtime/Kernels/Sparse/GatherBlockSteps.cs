namespace Whittle.Runtime.Kernels;

/// <summary>The packed steps of one block.</summary>
internal readonly unsafe struct GatherBlockSteps(byte* steps, int* offsets, int count)
{
    /// <summary>[step] { indices of all slots, weights of all slots }.</summary>
    public readonly byte* Steps = steps;

    /// <summary>First byte of each step's window, relative to the position's.</summary>
    public readonly int* Offsets = offsets;

    public readonly int Count = count;
}
