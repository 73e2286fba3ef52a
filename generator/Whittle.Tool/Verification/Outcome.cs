namespace Whittle.Tool.Verification;

internal enum Verdict
{
    Passed,

    /// <summary>Compiled, but wrong; or not compiled for a reason that is no limit of what is supported.</summary>
    Failed,

    /// <summary>The compiler says that it does not take such a model.</summary>
    Unsupported,
}

/// <summary>How a case ended.</summary>
/// <param name="Verdict">Whether it passed.</param>
/// <param name="Reason">Why it did not; one line.</param>
/// <param name="Error">How far off the results were.</param>
internal sealed record Outcome(Verdict Verdict, string Reason, LargestError Error)
{
    private const int LongestReason = 400;

    public static Outcome Passed(LargestError error) => new(Verdict.Passed, "", error);

    public static Outcome Failed(string reason) => new(Verdict.Failed, Line(reason), default);

    public static Outcome Unsupported(string reason) => new(Verdict.Unsupported, Line(reason), default);

    /// <summary>The exception that matters: what a static constructor or a delegate wraps around it says nothing.</summary>
    public static Outcome Failed(Exception exception)
    {
        while (exception is TypeInitializationException or System.Reflection.TargetInvocationException or AggregateException
            && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return Failed($"{exception.GetType().Name}: {exception.Message}");
    }

    private static string Line(string reason)
    {
        var line = string.Join(' ', reason.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }
}
