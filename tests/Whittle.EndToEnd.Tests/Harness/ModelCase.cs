namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>A model with the way to test it.</summary>
/// <param name="Name">Name in the test's list.</param>
/// <param name="Model">The model.</param>
internal sealed record ModelCase(string Name, ModelBuilder Model)
{
    public Likeness Likeness { get; init; }

    /// <summary>Limits of inputs by name.</summary>
    public Dictionary<string, (double Low, double High)> Ranges { get; init; } = [];

    /// <summary>Input sets to try.</summary>
    public int Samples { get; init; } = 10;

    /// <summary>False compares with ONNX Runtime's unfused operators.</summary>
    public bool Optimized { get; init; } = true;
}
