namespace Whittle.Benchmarks.Building;

/// <summary>A net with weights, in neither dress yet.</summary>
/// <param name="Input">Extents of one sample.</param>
/// <param name="Signed">Whether inputs lie in -1..1; else in 0..1.</param>
/// <param name="Layers">In the order of execution; the last is the output.</param>
internal sealed record Net(Extent Input, bool Signed, IReadOnlyList<Layer> Layers)
{
    public const string InputName = "input";

    public Layer Output => Layers[^1];

    /// <summary>A random batch of inputs.</summary>
    public float[] Sample(int seed, int batch = 1)
    {
        var random = new Random(seed);
        var values = new float[Input.Length * batch];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Signed ? (2 * random.NextSingle()) - 1 : random.NextSingle();
        }

        return values;
    }
}
