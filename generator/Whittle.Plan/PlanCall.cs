namespace Whittle.Plan;

/// <summary>A call of a runtime member: target, type arguments, named arguments.</summary>
/// <param name="Target">"Transpose.Run", "o3.Run", or a type name for a constructor.</param>
/// <param name="TypeArguments">Element type names ("float32"), shapes ("s2"), or runtime type names.</param>
/// <param name="Arguments">In the order written.</param>
public sealed record PlanCall(string Target, EquatableArray<string> TypeArguments, EquatableArray<PlanArgument> Arguments);

/// <summary>A named argument.</summary>
public sealed record PlanArgument(string Name, PlanValue Value);
