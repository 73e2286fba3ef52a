using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>What all tiles of a planar layer share.</summary>
/// <param name="epilogue">The ending's parameters.</param>
/// <param name="quads">Number of quads.</param>
/// <param name="quadStride">Bytes from a quad of all positions to the next.</param>
/// <param name="groupBytes">Bytes from the weights of four outputs to the next ones'.</param>
/// <param name="outputStride">Bytes from a position's outputs to the next one's.</param>
internal readonly unsafe struct PlanarTileArguments(in RequantizeEpilogue epilogue, int quads, nint quadStride, nint groupBytes, nint outputStride)
{
    /// <summary>Where sums start; raised (<see cref="RaisedSums"/>) where the range is plain.</summary>
    public readonly int* Bias = epilogue.IsPlain ? epilogue.RaisedBias : epilogue.Bias;

    public readonly float* Multipliers = epilogue.Multipliers;

    /// <summary>Where the range is plain.</summary>
    public readonly float* Offsets = epilogue.Offsets;

    public readonly DepthwiseRange Range = new(in epilogue);

    public readonly int Quads = quads;

    public readonly nint QuadStride = quadStride;

    public readonly nint GroupBytes = groupBytes;

    public readonly nint OutputStride = outputStride;
}
