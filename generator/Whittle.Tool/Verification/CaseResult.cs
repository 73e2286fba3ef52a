namespace Whittle.Tool.Verification;

/// <summary>A case with its end.</summary>
/// <param name="Case">The case.</param>
/// <param name="Operators">Operators of its model; none when it cannot be read.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record CaseResult(VerificationCase Case, IReadOnlyList<string> Operators, Outcome Outcome);
