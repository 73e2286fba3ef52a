using System.Runtime.CompilerServices;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Dense weights in panels of two vectors of outputs: fully connected layers and convolutions.</summary>
/// <remarks>A panel is a list of steps; a step holds four consecutive weights of a run for each of the panel's outputs. A run whose length is no multiple of
/// four ends in a step that overlaps the one before, with zeros for the weights that had their turn, so no activation past the run is read; a run shorter
/// than four reads past its end, which the last positions of the image must not: they are left to the scalar loops.</remarks>
internal sealed unsafe class DensePanelsInt8
{
    private readonly Int8Geometry _geometry;
    private readonly NativeBuffer<sbyte> _panels;
    private readonly NativeBuffer<int> _runOffsets;

    public DensePanelsInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, int panelOutputs)
    {
        _geometry = geometry;
        Outputs = panelOutputs;
        PerGroup = (geometry.OutputsPerGroup + panelOutputs - 1) / panelOutputs;
        Bytes = geometry.RunOffsets.Length * StepsPerRun * panelOutputs * 4;
        _runOffsets = new NativeBuffer<int>(geometry.RunOffsets.Length);
        geometry.RunOffsets.CopyTo(_runOffsets.Span);
        _panels = new NativeBuffer<sbyte>(checked(geometry.Groups * PerGroup * Bytes));
        for (var o = 0; o < geometry.Outputs; o++)
        {
            Pack(o, weights.Slice(o * geometry.Depth, geometry.Depth));
        }
    }

    /// <summary>Outputs of a panel.</summary>
    public int Outputs { get; }

    /// <summary>Panels of a group.</summary>
    public int PerGroup { get; }

    /// <summary>Bytes of a panel.</summary>
    public int Bytes { get; }

    /// <summary>All panels, group by group.</summary>
    public sbyte* Weights => _panels.Pointer;

    /// <summary>Start of every run, relative to the position's base.</summary>
    public int* RunOffsets => _runOffsets.Pointer;

    private int StepsPerRun => (_geometry.RunLength + 3) / 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(int output, ReadOnlySpan<sbyte> weights)
    {
        var (group, inGroup) = Math.DivRem(output, _geometry.OutputsPerGroup);
        var panel = (group * PerGroup) + (inGroup / Outputs);
        var packed = _panels.Span.Slice(panel * Bytes, Bytes)[(inGroup % Outputs * 4)..];
        var length = _geometry.RunLength;
        var lastStep = Math.Max(0, length - 4);
        for (var target = 0; !weights.IsEmpty; weights = weights[length..])
        {
            for (var next = 0; next < length; target += Outputs * 4)
            {
                // The last step of a long run starts four bytes before the run's end.
                var step = Math.Min(next, lastStep);
                for (var end = Math.Min(step + 4, length); next < end; next++)
                {
                    packed[target + next - step] = weights[next];
                }
            }
        }
    }
}
