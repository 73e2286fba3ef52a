namespace Whittle.Plan;

/// <summary>A layer built once at first use (packed weights); the n-th object is written "on".</summary>
/// <param name="Name">A C# identifier for the field that holds it.</param>
/// <param name="Constructor">The runtime type with its type arguments, and the constructor's arguments.</param>
public sealed record PlanObject(string Name, PlanCall Constructor);
