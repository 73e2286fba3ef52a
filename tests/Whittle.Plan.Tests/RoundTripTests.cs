using System.Globalization;

namespace Whittle.Plan.Tests;

public class RoundTripTests
{
    private const int MostBytesPerCharacter = 20;

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Read_WrittenPlan_IsEqualInAnyCulture(string culture)
    {
        var previous = CultureInfo.CurrentCulture;
        var invariant = PlanWriter.Write(SamplePlans.Everything);
        try
        {
            CultureInfo.CurrentCulture = Peculiar(culture);
            foreach (var plan in new[] { SamplePlans.Everything, SamplePlans.Failed, SamplePlans.Long(20) })
            {
                var text = PlanWriter.Write(plan);
                var back = PlanReader.Read(text);
                Assert.Equal(plan, back);
                Assert.Equal(text, PlanWriter.Write(back));
            }

            Assert.Equal(invariant, PlanWriter.Write(SamplePlans.Everything));
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Fact]
    public void Equal_PlansThatDifferDeepInside_AreNotEqual()
    {
        var text = PlanWriter.Write(SamplePlans.Everything);
        var other = PlanReader.Read(text.Replace("alpha: 0.01f", "alpha: 0.02f", StringComparison.Ordinal));
        Assert.NotEqual(SamplePlans.Everything, other);
        Assert.Equal(SamplePlans.Everything.GetHashCode(), PlanReader.Read(text).GetHashCode());
    }

    [Fact]
    public void Write_Text_IsLfAndPrintable()
    {
        var text = PlanWriter.Write(SamplePlans.Everything);
        Assert.DoesNotContain(text, character => character != '\n' && (char.IsControl(character) || character is '\u2028'));
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n", text, StringComparison.Ordinal);
        Assert.Equal(text, new System.Text.UTF8Encoding(false, true).GetString(new System.Text.UTF8Encoding(false, true).GetBytes(text)));
    }

    [Fact]
    public void Read_CarriageReturnsAndNoLastFeed_AreTolerated()
    {
        var text = PlanWriter.Write(SamplePlans.Everything);
        Assert.Equal(SamplePlans.Everything, PlanReader.Read(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(SamplePlans.Everything, PlanReader.Read(text.TrimEnd('\n')));
    }

    // What reading takes is measured by the benchmarks' `build-cost`; that it is a single pass without copies shows in what it allocates.
    [Fact]
    public void Read_Allocates_InProportionToTheText()
    {
        var (half, whole) = (Allocated(250), Allocated(500));

        Assert.InRange(whole.Bytes, 1, MostBytesPerCharacter * whole.Characters);
        Assert.InRange(whole.Bytes / (double)half.Bytes, 1.5, 2.2);
    }

    [Fact]
    public void Read_ExampleOfTheDocumentation_RoundTrips()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "plan-format.md")).ReplaceLineEndings("\n");
        var start = page.IndexOf("```plan\n", StringComparison.Ordinal) + "```plan\n".Length;
        var example = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        var plan = PlanReader.Read(example);
        Assert.Equal(example, PlanWriter.Write(plan));
        Assert.Equal(4, plan.Steps.Count);
        Assert.Equal(64, plan.Inputs[0].Length);
        Assert.Equal("two", plan.Labels[2]);
    }

    private static (long Bytes, int Characters) Allocated(int steps)
    {
        var text = PlanWriter.Write(SamplePlans.Long(steps));
        PlanReader.Read(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PlanReader.Read(text);
        return (GC.GetAllocatedBytesForCurrentThread() - before, text.Length);
    }

    /// <summary>The culture where there is culture data; everywhere, signs and separators that no plan may show.</summary>
    private static CultureInfo Peculiar(string name)
    {
        var culture = new CultureInfo(name);
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NaNSymbol = "nix";
        return culture;
    }
}
