namespace Whittle.Plan;

/// <summary>What the compiler observes about models; docs/plan-format.md lists the particulars of each.</summary>
public static class FactKinds
{
    /// <summary>The operator set that the model was made for.</summary>
    public const string OperatorSet = "OperatorSet";

    /// <summary>A scale that is zero, negative, not finite, or too small to divide by.</summary>
    public const string BadScale = "BadScale";

    /// <summary>Integers that never leave the inner half of their range.</summary>
    public const string UnusedRange = "UnusedRange";

    /// <summary>Integer weights with one scale for all outputs.</summary>
    public const string PerTensorScale = "PerTensorScale";

    /// <summary>Weights stored as integers that are multiplied as floats.</summary>
    public const string FloatActivations = "FloatActivations";

    /// <summary>Weights or biases that are not numbers, or infinite.</summary>
    public const string NonFinite = "NonFinite";

    /// <summary>Two stored tensors with the same content.</summary>
    public const string Duplicate = "Duplicate";

    /// <summary>Outputs or inputs of a layer whose weights are all zero.</summary>
    public const string ZeroChannels = "ZeroChannels";

    /// <summary>A batch normalization that stayed behind a layer which could have taken it in.</summary>
    public const string UnfoldedNormalization = "UnfoldedNormalization";

    /// <summary>Estimated time of a float layer if it were int8.</summary>
    public const string AsInt8 = "AsInt8";

    /// <summary>One float operator between integers.</summary>
    public const string FloatFallback = "FloatFallback";
}
