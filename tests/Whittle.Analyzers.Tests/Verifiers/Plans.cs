using Whittle.Plan;

namespace Whittle.Analyzers.Tests;

/// <summary>Plans with one thing in them to speak of.</summary>
internal static class Plans
{
    /// <summary>An int8 layer that no rule minds: 1,000 weights, dense, no scale known.</summary>
    public static PlanLayer Layer { get; } = new()
    {
        Name = "fc1",
        Operator = "Gemm",
        WeightType = ElementType.Int8,
        WeightShape = EquatableArray.Of(10, 100),
        Parameters = 1010,
        NonZeros = 1000,
        DistinctValues = 200,
        StoredBytes = 1000,
        Macs = 1000,
        Kernel = "FullyConnectedInt8",
        Reason = "dense",
    };

    public static ModelPlan Of(params PlanLayer[] layers) =>
        new() { Model = "net.onnx", ModelPath = "Models/net.onnx", ClassName = "Net", Layers = layers.ToEquatable() };

    /// <summary>The layer nobody minds, and a fact.</summary>
    public static ModelPlan With(string kind, string node, params (string Name, object Value)[] values) =>
        Of(Layer) with { Facts = EquatableArray.Of(new PlanFact(kind, node, values)) };
}
