namespace DigitDrawing;

/// <summary>Sine and cosine by additions and multiplications only: <see cref="Math.Sin"/> may differ in its last bit between platforms, these cannot.</summary>
internal static class Wave
{
    /// <summary>The sine of an angle in turns (1 = 360°), within 1e-11.</summary>
    public static double Sine(double turns)
    {
        turns -= Math.Floor(turns + 0.5);
        if (turns > 0.25)
        {
            turns = 0.5 - turns;
        }
        else if (turns < -0.25)
        {
            turns = -0.5 - turns;
        }

        // Taylor's series on [-π/2, π/2], nested from its smallest term.
        var x = turns * (2 * Math.PI);
        var square = x * x;
        var sum = 1.0;
        for (var n = 16; n >= 2; n -= 2)
        {
            sum = 1 - (square / (n * (n + 1)) * sum);
        }

        return x * sum;
    }

    public static double Cosine(double turns) => Sine(turns + 0.25);
}
