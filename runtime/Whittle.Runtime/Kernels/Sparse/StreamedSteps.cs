using Whittle.Runtime.Layouts;

namespace Whittle.Runtime.Kernels;

/// <summary>Gather steps that do not fit the first-level cache, so that a single position waits for every one of them.</summary>
/// <remarks>On Intel's cores (<see cref="VectorPorts"/>) a load that waits for the second-level cache is tried again when its line has come: loads count twice
/// there, and load ports become the limit. <see cref="GatherRowStreamed{TGather, TSign, TEpilogue}"/> and <see cref="ShiftedWindows"/> take fewer loads and
/// more of other instructions. In the first-level cache they are a tenth slower.</remarks>
internal static class StreamedSteps
{
    private const int FirstLevelBytes = 48 * 1024;

    public static bool Are(Int8Geometry geometry, GatherSteps packed, Int8Path path) =>
        path == Int8Path.Avx512VnniNarrow && geometry.IsFullyConnected && geometry.Positions == 1 && 2 * packed.Slots > FirstLevelBytes;
}
