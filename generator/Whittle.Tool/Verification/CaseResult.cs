namespace Whittle.Tool.Verification;

/// <summary>A case with its end.</summary>
/// <param name="Case">The case.</param>
/// <param name="Operators">Operators of its model; none when it cannot be read.</param>
/// <param name="Types">Element types of the ports of a model of one node; none of others.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record CaseResult(VerificationCase Case, IReadOnlyList<string> Operators, IReadOnlyList<string> Types, Outcome Outcome);
