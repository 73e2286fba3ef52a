namespace Whittle.Plan;

/// <summary>The facts of one layer that has weights or costs multiplications.</summary>
public sealed record PlanLayer
{
    /// <summary>Name of the ONNX node (or its first output, when it has no name).</summary>
    public required string Name { get; init; }

    /// <summary>ONNX operator as stored in the model.</summary>
    public required string Operator { get; init; }

    /// <summary>Type of the stored weights.</summary>
    public ElementType WeightType { get; init; }

    /// <summary>Shape of the weights as the kernel takes them (convolutions: outputs, height, width, inputs per group); empty when the layer has
    /// none.</summary>
    public EquatableArray<int> WeightShape { get; init; }

    /// <summary>Number of weights: the product of <see cref="WeightShape"/>, 0 for a layer without.</summary>
    public long Weights => WeightShape.Count == 0 ? 0 : WeightShape.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>Weights and bias.</summary>
    public long Parameters { get; init; }

    public long NonZeros { get; init; }

    /// <summary>Distinct weight values, counted up to 257 (more are reported as 257).</summary>
    public int DistinctValues { get; init; }

    /// <summary>Bytes that the layer's weights take in the weights file.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Name of their stored form, as <see cref="PlanTensor.Encoding"/> has it; empty when the file has no weights of this layer.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>Multiply-accumulate operations of a dense execution.</summary>
    public long Macs { get; init; }

    /// <summary>The kernel chosen.</summary>
    public required string Kernel { get; init; }

    /// <summary>Why this kernel.</summary>
    public required string Reason { get; init; }

    /// <summary>Estimated time of the layer, on one core of the machine that <see cref="ModelPlan.Estimate"/> names; 0 when there is no estimate.</summary>
    public long Nanoseconds { get; init; }

    /// <summary>What the build did to the weights, in words ("pruned to 80 % zeros, int8 per channel"); "" when nothing.</summary>
    public string Compressed { get; init; } = "";

    /// <summary>What that changed about the weights; null when nothing.</summary>
    public PlanDeviation? WeightDeviation { get; init; }
}
