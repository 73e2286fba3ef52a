namespace Whittle.Plan;

/// <summary>One kernel call of a prediction.</summary>
/// <param name="Comment">What it does, for the reader of the generated code: node name, operator, shapes.</param>
/// <param name="Call">The call: a method of a static kernel class ("Transpose.Run") or of an object ("o3.Run").</param>
public sealed record PlanStep(string Comment, PlanCall Call);
