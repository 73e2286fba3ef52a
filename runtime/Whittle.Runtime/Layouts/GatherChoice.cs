namespace Whittle.Runtime.Layouts;

/// <summary>The best gather steps of a layer, and whether they beat dense weights. Compiler and runtime both ask here.</summary>
/// <param name="Steps">The packed weights.</param>
/// <param name="Cycles">Estimate per position.</param>
/// <param name="DenseCycles">Estimate per position with dense weights.</param>
internal sealed record GatherChoice(GatherSteps Steps, double Cycles, double DenseCycles)
{
    // Fewer positions in a row have no tile.
    private const int LeastTile = 4;

    public double Gain => DenseCycles / Math.Max(1, Cycles);

    public bool Pays => Gain >= SparseCosts.LeastGain;

    /// <summary>Packs in each format that can still win and keeps the cheapest.</summary>
    /// <param name="rows">The weights.</param>
    /// <param name="inputs">Weights per output, zeros included.</param>
    /// <param name="rowLength">Evenly spaced positions that follow one another.</param>
    /// <param name="positionStride">Bytes from a position to the next.</param>
    /// <param name="target">The instruction set.</param>
    public static GatherChoice Of(SparseRows rows, int inputs, int rowLength, int positionStride, GatherTarget target)
    {
        var single = rowLength < LeastTile;
        GatherChoice? best = null;
        foreach (var candidate in target.Formats)
        {
            var format = candidate with
            {
                // Aligned windows help only where positions are aligned alike.
                Alignment = rowLength == 1 || positionStride % candidate.Alignment == 0 ? candidate.Alignment : 1,
                PairSafe = single ? target.PairSafeSingle : target.PairSafeTile,
                StepMultiple = single ? 2 : 1,
            };
            best = Cheaper(best, rows, inputs, single, target.Costs, format);
            if (SavedBySorting(rows, format) * target.Costs.StepTile > 2 * rows.Rows)
            {
                best = Cheaper(best, rows, inputs, single, target.Costs, format with { Sorted = true });
            }
        }

        return best!;
    }

    private static GatherChoice Cheaper(GatherChoice? best, SparseRows rows, int inputs, bool single, SparseCosts costs, GatherFormat format)
    {
        // Even full steps would take longer: a wider window is for few weights.
        if (best is not null && rows.Values.Length / (double)format.SlotsPerStep * (single ? costs.StepSingle : costs.StepTile) > best.Cycles)
        {
            return best;
        }

        var steps = GatherSteps.Pack(rows, format);
        var cycles = costs.Gather(steps, single);
        return best is null || cycles < best.Cycles ? new GatherChoice(steps, cycles, costs.Dense(rows.Rows, inputs, single)) : best;
    }

    /// <summary>Steps at least that blocks of unequal rows take, less those of blocks of sorted rows.</summary>
    private static int SavedBySorting(SparseRows rows, GatherFormat format) =>
        LeastSteps(rows, SparseRows.Consecutive(rows.Rows), format) - LeastSteps(rows, rows.ByDescendingCount(), format);

    private static int LeastSteps(SparseRows rows, int[] order, GatherFormat format)
    {
        var steps = 0;
        for (var block = 0; block < order.Length; block += format.Lanes)
        {
            var most = 0;
            for (var i = block; i < Math.Min(order.Length, block + format.Lanes); i++)
            {
                most = Math.Max(most, rows.CountOf(order[i]));
            }

            steps += (most + format.Slots - 1) / format.Slots;
        }

        return steps;
    }
}
