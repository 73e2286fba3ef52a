namespace Whittle.Tool.Verification;

/// <summary>The largest distances from a reference, over all its elements of notable size.</summary>
/// <param name="Ulps">In units of the last place of the element type.</param>
/// <param name="Relative">Relative to the reference's element.</param>
internal readonly record struct LargestError(double Ulps, double Relative)
{
    public LargestError Max(LargestError other) => new(Math.Max(Ulps, other.Ulps), Math.Max(Relative, other.Relative));
}
