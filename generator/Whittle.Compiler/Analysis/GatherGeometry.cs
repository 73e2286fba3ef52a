namespace Whittle.Compiler.Analysis;

/// <summary>Where the activations of a layer's weights lie, as its kernels will see them.</summary>
/// <param name="Places">For each weight of an output, its activation's byte relative to the first one's; ascending.</param>
/// <param name="RowLength">Positions that follow one another evenly.</param>
/// <param name="PositionStride">Bytes from a position to the next.</param>
internal sealed record GatherGeometry(int[] Places, int RowLength, int PositionStride);
