namespace Whittle.Plan;

/// <summary>A struct of constants to be declared in the generated class; the n-th shape is written "sn".</summary>
/// <param name="Interface">The interface of the runtime that it implements (<c>IConvolutionShape</c>).</param>
/// <param name="Members">Its static properties, in order.</param>
public sealed record PlanShape(string Interface, EquatableArray<PlanMember> Members);

/// <summary>A named constant of a shape.</summary>
public sealed record PlanMember(string Name, int Value);
