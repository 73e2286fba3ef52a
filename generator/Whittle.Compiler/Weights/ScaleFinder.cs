namespace Whittle.Compiler.Weights;

/// <summary>Finds out whether floats are small integers times one scale.</summary>
internal static class ScaleFinder
{
    /// <summary>What 8 bits can be away from their zero point.</summary>
    private const int LargestInteger = 255;

    /// <summary>Rounding in the product leaves so many candidates for the scale on either side of the quotient.</summary>
    private const int Neighbours = 2;

    /// <summary>The scale with the smallest integers, and each value's; null when there is none, to the bit.</summary>
    public static (float Scale, int[] Integers)? Find(float[] values)
    {
        var largest = values.DefaultIfEmpty().Max(Math.Abs);
        if (largest == 0)
        {
            return values.All(value => Bits(value) == 0) ? (1f, new int[values.Length]) : null;
        }

        if (float.IsNaN(largest) || float.IsInfinity(largest))
        {
            return null;
        }

        for (var integer = 1; integer <= LargestInteger; integer++)
        {
            var quotient = Bits(largest / integer);
            for (var neighbour = -Neighbours; neighbour <= Neighbours; neighbour++)
            {
                var scale = BitConverter.ToSingle(BitConverter.GetBytes(quotient + neighbour), 0);
                if (Integers(values, scale) is { } integers)
                {
                    return (scale, integers);
                }
            }
        }

        return null;
    }

    private static int[]? Integers(float[] values, float scale)
    {
        var integers = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var integer = Math.Round((double)values[i] / scale);
            if (!(Math.Abs(integer) <= LargestInteger) || Bits((float)((int)integer * scale)) != Bits(values[i]))
            {
                return null;
            }

            integers[i] = (int)integer;
        }

        return integers;
    }

    private static int Bits(float value) => BitConverter.ToInt32(BitConverter.GetBytes(value), 0);
}
