namespace Whittle.Plan;

/// <summary>A call of a runtime member: target, type arguments, named arguments. Written <c>Clip&lt;float32&gt;(minimum: 0f, maximum: 6f)</c>.</summary>
/// <param name="Target">"Transpose.Run" (a method of a static kernel class), "o3.Run" (a method of an object), or a type name for a constructor.</param>
/// <param name="TypeArguments">Element type names ("float32"), shapes ("s2"), or runtime type names, which may
/// have type arguments of their own ("Clip&lt;float32&gt;").</param>
/// <param name="Arguments">In the order written.</param>
public sealed record PlanCall(string Target, EquatableArray<string> TypeArguments, EquatableArray<PlanArgument> Arguments);

/// <summary>A named argument.</summary>
public sealed record PlanArgument(string Name, PlanValue Value);
