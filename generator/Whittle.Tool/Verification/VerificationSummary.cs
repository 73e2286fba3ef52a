using Whittle.Runtime;

namespace Whittle.Tool.Verification;

/// <summary>A line for each case that did not pass, and the totals in the last line.</summary>
internal static class VerificationSummary
{
    /// <summary>Returns the exit code: success when no case failed.</summary>
    public static int Write(TextWriter output, IReadOnlyList<CaseResult> results, TimeSpan time)
    {
        foreach (var result in results.Where(result => result.Outcome.Verdict != Verdict.Passed))
        {
            output.WriteLine($"{(result.Outcome.Verdict == Verdict.Failed ? "failed" : "unsupported")} {result.Case.Name}: {result.Outcome.Reason}");
        }

        int passed = Count(Verdict.Passed), failed = Count(Verdict.Failed), unsupported = Count(Verdict.Unsupported);
        if (passed > 0)
        {
            var byUlps = results.MaxBy(result => result.Outcome.Error.Ulps)!;
            var byRelative = results.MaxBy(result => result.Outcome.Error.Relative)!;
            output.WriteLine(FormattableString.Invariant(
                $"Largest errors that passed: {byUlps.Outcome.Error.Ulps:0.#} ULP ({byUlps.Case.Name}), {byRelative.Outcome.Error.Relative:0.0e+0} relative ({byRelative.Case.Name})."));
        }

        output.WriteLine(
            FormattableString.Invariant($"{results.Count} cases on the {Isa.Best.ToString().ToLowerInvariant()} path in {time.TotalSeconds:0.0} s."));
        output.WriteLine(FormattableString.Invariant($"{passed} passed, {failed} failed, {unsupported} unsupported"));
        return failed == 0 ? ExitCodes.Success : ExitCodes.Failure;

        int Count(Verdict verdict) => results.Count(result => result.Outcome.Verdict == verdict);
    }
}
