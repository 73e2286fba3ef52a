using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Generator.Pipeline;

/// <summary>One plan file as read: a plan, or why there is none.</summary>
/// <param name="Path">Path of the plan file.</param>
/// <param name="Plan">The plan, unless reading failed.</param>
/// <param name="Failure">Why reading failed.</param>
/// <param name="Line">Zero-based line of the failure.</param>
internal sealed record PlanFile(string Path, ModelPlan? Plan, string Failure = "", int Line = 0)
{
    /// <summary>The compiler's additional files hold anything; plans are told by their name.</summary>
    public const string Extension = ".whittle.plan";

    /// <summary>Where diagnostics are shown: the model's file where it is known.</summary>
    public string DisplayPath => Plan is { ModelPath.Length: > 0 } ? Plan.ModelPath : Path;

    public static bool IsPlan(AdditionalText file) => file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public static PlanFile Read(AdditionalText file, CancellationToken cancellation)
    {
        if (file.GetText(cancellation) is not { } text)
        {
            return new PlanFile(file.Path, null, "the file cannot be read");
        }

        try
        {
            return new PlanFile(file.Path, PlanReader.Read(text.ToString()));
        }
        catch (PlanFormatException exception)
        {
            return new PlanFile(file.Path, null, exception.Message, exception.Line - 1);
        }
    }
}
