namespace Whittle.Plan;

/// <summary>An input or output of the model.</summary>
/// <param name="Name">Name in the ONNX graph.</param>
/// <param name="Identifier">The C# parameter name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Fixed dimensions.</param>
public sealed record PlanPort(string Name, string Identifier, ElementType Type, EquatableArray<int> Shape)
{
    /// <summary>Number of elements.</summary>
    public int Length => Shape.Aggregate(1, (product, dimension) => product * dimension);
}
