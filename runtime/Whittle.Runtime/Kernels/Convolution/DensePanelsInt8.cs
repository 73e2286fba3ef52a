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
    private readonly NativeBlock _panels;
    private readonly NativeBlock _runOffsets;

    /// <param name="geometry">The layer.</param>
    /// <param name="weights">Exactly as many as the geometry wants.</param>
    /// <param name="panelOutputs">Outputs of a panel: the lanes of two vectors.</param>
    public DensePanelsInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, int panelOutputs)
    {
        _geometry = geometry;
        Outputs = panelOutputs;
        PerGroup = (geometry.OutputsPerGroup + panelOutputs - 1) / panelOutputs;
        Bytes = geometry.RunOffsets.Length * StepsPerRun * panelOutputs * 4;
        _runOffsets = new NativeBlock((nuint)geometry.RunOffsets.Length * sizeof(int));
        for (var i = 0; i < geometry.RunOffsets.Length; i++)
        {
            RunOffsets[i] = geometry.RunOffsets[i];
        }

        _panels = new NativeBlock((nuint)checked(geometry.Groups * PerGroup * Bytes));
        fixed (sbyte* rows = weights)
        {
            Pack(rows);
        }
    }

    /// <summary>Outputs of a panel.</summary>
    public int Outputs { get; }

    /// <summary>Panels of a group.</summary>
    public int PerGroup { get; }

    /// <summary>Bytes of a panel.</summary>
    public int Bytes { get; }

    /// <summary>All panels, group by group.</summary>
    public sbyte* Weights => (sbyte*)_panels.Pointer;

    /// <summary>Start of every run, relative to the position's base.</summary>
    public int* RunOffsets => (int*)_runOffsets.Pointer;

    private int StepsPerRun => (_geometry.RunLength + 3) / 4;

    private void Pack(sbyte* rows)
    {
        for (var o = 0; o < _geometry.Outputs; o++)
        {
            var (group, inGroup) = Math.DivRem(o, _geometry.OutputsPerGroup);
            var panel = (group * PerGroup) + (inGroup / Outputs);
            var target = (int*)(Weights + ((nint)panel * Bytes)) + (inGroup % Outputs);
            PackRow(rows + ((nint)o * _geometry.Depth), _geometry.RunOffsets.Length, _geometry.RunLength, target, Outputs);
        }
    }

    /// <summary>The weights of one output, four at a time, into the panel's steps.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void PackRow(sbyte* source, int runs, int length, int* target, int outputs)
    {
        for (; runs > 0; runs--)
        {
            var end = source + length;
            for (; source + 4 <= end; source += 4, target += outputs)
            {
                *target = Unsafe.ReadUnaligned<int>(source);
            }

            if (source < end)
            {
                // The last step of a long run starts four bytes before the run's end.
                for (var first = length < 4 ? source : end - 4; source < end; source++)
                {
                    ((sbyte*)target)[source - first] = *source;
                }

                target += outputs;
            }
        }
    }
}
