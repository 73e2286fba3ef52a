using Whittle.Plan.Text;

namespace Whittle.Plan;

/// <summary>Reads what <see cref="PlanWriter"/> writes.</summary>
public static class PlanReader
{
    /// <exception cref="PlanFormatException">The text is not a plan of this version.</exception>
    public static ModelPlan Read(string text)
    {
        var line = new LineReader(text);
        Version(line);
        return new SectionReader(line).Read();
    }

    private static void Version(LineReader line)
    {
        if (!line.NextLine() || !line.Take("whittle-plan "))
        {
            throw line.Error("this is not a plan: the first line must be 'whittle-plan' and a version");
        }

        var version = line.Number();
        if (version != PlanNumbers.Write(ModelPlan.FormatVersion))
        {
            throw line.Error($"the plan has format {version}, built by another version of Whittle");
        }

        line.ExpectEnd();
    }
}
