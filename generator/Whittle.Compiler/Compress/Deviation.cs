using Whittle.Plan;

namespace Whittle.Compiler.Compress;

/// <summary>Sums up how far numbers are from those that they stand for.</summary>
internal sealed class Deviation
{
    private double _signal;
    private double _noise;
    private double _largest;

    public void Add(ReadOnlySpan<float> original, ReadOnlySpan<float> changed)
    {
        for (var i = 0; i < original.Length; i++)
        {
            var difference = (double)original[i] - changed[i];
            if (double.IsNaN(difference) || double.IsInfinity(difference))
            {
                // Both infinite, or outside of the model's range: there is no distance.
                continue;
            }

            _signal += (double)original[i] * original[i];
            _noise += difference * difference;
            _largest = Math.Max(_largest, Math.Abs(difference));
        }
    }

    /// <summary>The result, rounded to what a reader needs: hundredths of a decibel, four digits. Null when nothing changed.</summary>
    public PlanDeviation? Result() => _noise == 0 ? null : new PlanDeviation(
        Math.Round(10 * Math.Log10(Math.Max(_signal, 1e-300) / _noise), 2),
        double.Parse(_largest.ToString("G4", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture));
}
