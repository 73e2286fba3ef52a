using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>What all tiles of a dense layer share.</summary>
internal readonly unsafe struct DenseTileArguments(NativeBuffer<int> runOffsets, Int8Geometry geometry, int stride)
{
    public readonly int* RunOffsets = runOffsets.Pointer;

    public readonly int Runs = runOffsets.Length;

    /// <summary>Where in a run its last step starts; steps before it start at multiples of four.</summary>
    public readonly int LastStep = Math.Max(0, geometry.RunLength - 4);

    public readonly nint PositionStride = geometry.PositionStride;

    public readonly nint SumStride = stride;
}
