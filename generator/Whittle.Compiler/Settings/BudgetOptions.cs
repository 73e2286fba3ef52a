namespace Whittle.Compiler.Settings;

/// <summary>What a compiled model may cost at most, and how good it must be at least. Null asks nothing.</summary>
public sealed record BudgetOptions
{
    public static BudgetOptions None { get; } = new();

    /// <summary>Most bytes of the weights file.</summary>
    public long? Bytes { get; init; }

    /// <summary>Most multiply-accumulates of a prediction.</summary>
    public long? Macs { get; init; }

    /// <summary>Most microseconds of a prediction, by estimate.</summary>
    public double? Microseconds { get; init; }

    /// <summary>Least share of the test samples whose greatest output is their label's.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Inputs and labels on which the accuracy is measured.</summary>
    public DataFolder? TestData { get; init; }
}
