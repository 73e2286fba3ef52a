namespace Whittle.Plan;

/// <summary>An intermediate value's place in the arena; the n-th buffer is written "bn".</summary>
/// <param name="Name">Name of the value it holds.</param>
/// <param name="Type">Element type.</param>
/// <param name="Offset">Bytes from the start of the arena, a multiple of 64.</param>
/// <param name="Length">Elements.</param>
public sealed record PlanBuffer(string Name, ElementType Type, int Offset, int Length);
