namespace Whittle.Plan;

/// <summary>A text is not a plan that this version can read.</summary>
public sealed class PlanFormatException : FormatException
{
    public PlanFormatException(int line, string message)
        : base($"line {line}: {message}")
    {
        Line = line;
        Cause = message;
    }

    /// <summary>The first line has number 1.</summary>
    public int Line { get; }

    /// <summary>The message without the line number.</summary>
    public string Cause { get; }
}
