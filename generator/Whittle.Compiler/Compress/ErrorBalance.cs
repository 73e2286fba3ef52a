namespace Whittle.Compiler.Compress;

/// <summary>
/// Where weights may take few values only, the errors of an output's weights can lean to one side; and since what layers read is mostly positive, the output is
/// shifted by it. Some weights therefore take the value next to the nearest one, those to whom it matters least, until the errors of each output add up to
/// almost nothing.
/// </summary>
/// <remarks>Guo et al., "SQuant: on-the-fly data-free quantization via diagonal Hessian approximation", 2022; of its levels the one of output
/// channels.</remarks>
internal static class ErrorBalance
{
    /// <param name="layer">Tells which weight belongs to which output.</param>
    /// <param name="values">The weights as they should be.</param>
    /// <param name="levels">The values that they may take, ascending.</param>
    /// <param name="chosen">The level that each has; changed.</param>
    /// <param name="keepsZero">Whether zeros stay zeros.</param>
    public static void Run(WeightLayer layer, float[] values, float[] levels, float[] chosen, bool keepsZero)
    {
        var errors = new double[layer.Outputs];
        for (var i = 0; i < values.Length; i++)
        {
            errors[layer.OutputOf(i)] += (double)chosen[i] - values[i];
        }

        var moves = new List<Move>[layer.Outputs];
        for (var i = 0; i < values.Length; i++)
        {
            var output = layer.OutputOf(i);
            if ((!keepsZero || values[i] != 0) && Against(errors[output], i, values[i], chosen[i], levels) is { } move)
            {
                (moves[output] ??= []).Add(move);
            }
        }

        for (var output = 0; output < moves.Length; output++)
        {
            Balance(moves[output] ?? [], errors[output], chosen);
        }
    }

    /// <summary>The move to the level on the other side of the value, when the weight errs to the same side as its output.</summary>
    private static Move? Against(double error, int index, float value, float level, float[] levels)
    {
        var own = (double)level - value;
        if (own * error <= 0)
        {
            return null;
        }

        var place = Array.BinarySearch(levels, level) + (error > 0 ? -1 : 1);
        if (place < 0 || place >= levels.Length)
        {
            return null;
        }

        var next = (double)levels[place] - value;
        return new Move(index, levels[place], next - own, (next * next) - (own * own));
    }

    /// <summary>Cheapest moves first, each only if it brings the sum nearer to zero.</summary>
    private static void Balance(List<Move> moves, double error, float[] chosen)
    {
        moves.Sort((a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : a.Index.CompareTo(b.Index));
        foreach (var move in moves)
        {
            if (Math.Abs(error + move.Change) < Math.Abs(error))
            {
                error += move.Change;
                chosen[move.Index] = move.Level;
            }
        }
    }

    private readonly record struct Move(int Index, float Level, double Change, double Cost);
}
