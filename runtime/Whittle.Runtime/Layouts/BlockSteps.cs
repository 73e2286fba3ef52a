using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Layouts;

/// <summary>A sparse int8 matrix whose non-zeros come in blocks of a panel of outputs by four adjoining inputs, as structured pruning leaves them.</summary>
/// <remarks>A step holds four weights of each of the panel's rows, whose activations are four adjoining bytes from the smallest place that the panel still
/// needs. So blocks may start anywhere; where they are not there at all, steps are nearly empty and gather steps are better.</remarks>
internal sealed class BlockSteps
{
    /// <summary>Inputs of a block.</summary>
    public const int Width = 4;

    private BlockSteps(int panel, int panels, int steps)
    {
        Panel = panel;
        StepsOfPanel = new int[panels];
        Offsets = new int[steps];
        Weights = new sbyte[steps * panel * Width];
    }

    /// <summary>Outputs of a block.</summary>
    public int Panel { get; }

    public int[] StepsOfPanel { get; }

    /// <summary>First place of each step.</summary>
    public int[] Offsets { get; }

    /// <summary>[step][row of the panel][4].</summary>
    public sbyte[] Weights { get; }

    /// <summary>Steps that a matrix would have.</summary>
    public static int Count(SparseRows rows, int panel)
    {
        var steps = 0;
        for (var first = 0; first < rows.Rows; first += panel)
        {
            steps += Walk(rows, first, panel, null, 0);
        }

        return steps;
    }

    /// <summary>Packs a matrix, all of whose rows together reach at least four places.</summary>
    public static BlockSteps Pack(SparseRows rows, int panel)
    {
        var packed = new BlockSteps(panel, (rows.Rows + panel - 1) / panel, Count(rows, panel));
        var step = 0;
        for (var i = 0; i < packed.StepsOfPanel.Length; i++)
        {
            packed.StepsOfPanel[i] = Walk(rows, i * panel, panel, packed, step);
            step += packed.StepsOfPanel[i];
        }

        return packed;
    }

    /// <summary>Goes through the steps of a panel, and writes them from <paramref name="firstStep"/> on unless they are only counted.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private static int Walk(SparseRows rows, int first, int panel, BlockSteps? target, int firstStep)
    {
        var count = Math.Min(panel, rows.Rows - first);
        var next = new int[count];
        Array.Copy(rows.Starts, first, next, 0, count);
        for (var step = 0; ; step++)
        {
            var place = int.MaxValue;
            for (var i = 0; i < count; i++)
            {
                place = next[i] < rows.Starts[first + i + 1] ? Math.Min(place, rows.Places[next[i]]) : place;
            }

            if (place == int.MaxValue)
            {
                return step;
            }

            var offset = Math.Min(place, rows.Reach - Width);
            if (target is not null)
            {
                target.Offsets[firstStep + step] = offset;
            }

            for (var i = 0; i < count; i++)
            {
                for (; next[i] < rows.Starts[first + i + 1] && rows.Places[next[i]] < offset + Width; next[i]++)
                {
                    if (target is not null)
                    {
                        target.Weights[((((firstStep + step) * panel) + i) * Width) + rows.Places[next[i]] - offset] = rows.Values[next[i]];
                    }
                }
            }
        }
    }
}
