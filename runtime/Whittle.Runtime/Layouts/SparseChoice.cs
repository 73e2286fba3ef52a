namespace Whittle.Runtime.Layouts;

/// <summary>The best sparse form of a layer, and whether it beats dense weights. Compiler and runtime both ask here.</summary>
/// <param name="Steps">The best gather steps.</param>
/// <param name="Blocks">Blocks, if those are better still.</param>
/// <param name="Cycles">Estimate per position.</param>
/// <param name="DenseCycles">Estimate per position with dense weights.</param>
internal sealed record SparseChoice(GatherSteps Steps, BlockSteps? Blocks, double Cycles, double DenseCycles)
{
    // Fewer positions in a row have no tile.
    private const int LeastTile = 4;

    public double Gain => DenseCycles / Math.Max(1, Cycles);

    /// <summary>Part of the slots that hold a weight.</summary>
    public double Fill => Blocks is null ? Steps.Fill : Steps.NonZeros / (double)Math.Max(1, Blocks.Weights.Length);

    public bool Pays => Gain >= SparseCosts.LeastGain;

    /// <summary>Packs in each format that can still win and keeps the cheapest.</summary>
    /// <param name="rows">The weights.</param>
    /// <param name="inputs">Weights per output, zeros included.</param>
    /// <param name="rowLength">Evenly spaced positions that follow one another.</param>
    /// <param name="positionStride">Bytes from a position to the next.</param>
    /// <param name="target">The instruction set.</param>
    public static SparseChoice Of(SparseRows rows, int inputs, int rowLength, int positionStride, GatherTarget target)
    {
        var single = rowLength < LeastTile;
        SparseChoice? best = null;
        foreach (var candidate in single ? target.SingleFormats : target.Formats)
        {
            var format = candidate with
            {
                // Aligned windows help only where positions are aligned alike.
                Alignment = rowLength == 1 ? candidate.Alignment : CommonPower(positionStride, candidate.Alignment),
                PairSafe = single ? target.PairSafeSingle : target.PairSafeTile,
                StepMultiple = single ? 2 : 1,
            };
            best = Cheaper(best, rows, inputs, single, target.Costs, format);
            if (SavedBySorting(rows, format) * target.Costs.Step(format, single) > SparseCosts.SettleCycles * rows.Rows)
            {
                best = Cheaper(best, rows, inputs, single, target.Costs, format with { Sorted = true });
            }
        }

        return OrBlocks(best!, rows, single, target);
    }

    /// <summary>The largest power of two that divides a number, but no more than a given one.</summary>
    private static int CommonPower(int number, int most) => Math.Min(number & -number, most);

    private static SparseChoice OrBlocks(SparseChoice best, SparseRows rows, bool single, GatherTarget target)
    {
        // Even full blocks would take longer.
        if (rows.Reach < BlockSteps.Width || target.Costs.Blocks(rows.Values.Length / (target.Panel * BlockSteps.Width), target.Panel, rows.Rows, single) > best.Cycles)
        {
            return best;
        }

        var cycles = target.Costs.Blocks(BlockSteps.Count(rows, target.Panel), target.Panel, rows.Rows, single);
        return cycles < best.Cycles ? best with { Blocks = BlockSteps.Pack(rows, target.Panel), Cycles = cycles } : best;
    }

    private static SparseChoice Cheaper(SparseChoice? best, SparseRows rows, int inputs, bool single, SparseCosts costs, GatherFormat format)
    {
        // Even full steps would take longer: a wider window is for few weights.
        if (best is not null && rows.Values.Length / (double)format.SlotsPerStep * costs.Step(format, single) > best.Cycles)
        {
            return best;
        }

        var steps = GatherSteps.Pack(rows, format);
        var cycles = costs.Gather(steps, single);
        return best is null || cycles < best.Cycles ? new SparseChoice(steps, null, cycles, costs.Dense(rows.Rows, inputs, single)) : best;
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
