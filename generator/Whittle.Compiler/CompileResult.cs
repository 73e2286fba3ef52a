using Whittle.Plan;

namespace Whittle.Compiler;

/// <summary>Outcome of a compilation: the plan (with its errors, if any) and the bytes of the weights file (empty after an error).</summary>
public sealed record CompileResult(ModelPlan Plan, byte[] Weights)
{
    public bool Succeeded => Plan.Errors.Count == 0;

    /// <summary>The exception behind an internal error (WHT0099), for the log; null otherwise.</summary>
    public Exception? Fault { get; init; }
}
