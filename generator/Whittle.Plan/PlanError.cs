namespace Whittle.Plan;

/// <summary>One reason why the model cannot be used.</summary>
/// <param name="Id">Diagnostic id, WHT0xxx.</param>
/// <param name="Node">The node (or value) concerned; "" for the whole model.</param>
/// <param name="Cause">What is wrong, one sentence.</param>
/// <param name="Cure">What to do, one sentence.</param>
public sealed record PlanError(string Id, string Node, string Cause, string Cure);
