using Whittle.Analyzers.CodeFixes.Use;

namespace Whittle.Analyzers.Tests.Use;

public class AllocatingLoopTests
{
    [Fact]
    public Task ArrayReadInsideTheLoop_MovesOut() => UseTest.Check<AllocatingLoopFix>(
        "WHT2002",
        """
        for (var i = 0; i < count; i++)
        {
            var scores = [|Net.Predict(pixels)|];
            Sum += scores[0] + scores.Length;
        }
        """,
        """
        var scores = new float[Net.OutputLength];
        for (var i = 0; i < count; i++)
        {
            Net.Predict(pixels, scores);
            Sum += scores[0] + scores.Length;
        }
        """);

    [Fact]
    public Task TwoLoopsWithOneName_AreNamedOnly() => UseTest.Check<AllocatingLoopFix>("WHT2002", """
        while (Sum < 1)
        {
            var scores = [|Net.Predict(pixels)|];
            foreach (var score in scores) { Sum += score; }
        }

        while (Sum < 2)
        {
            float[] scores = [|Net.Predict(pixels)|];
            Sum += scores[1];
        }
        """);

    [Fact]
    public Task ElementTakenAtOnce_IsNamed() => UseTest.Check<AllocatingLoopFix>("WHT2002", "for (;;) { Sum += [|Net.Predict(pixels)|][0]; }");

    [Theory]
    [InlineData("var scores = Net.Predict(pixels); Sum += scores[0];")]
    [InlineData("for (;;) { var scores = Net.Predict(pixels); kept.Add(scores); }")]
    [InlineData("for (;;) { results = Net.Predict(pixels); }")]
    [InlineData("for (;;) { var scores = Net.Predict(pixels); Func<float> later = () => scores[0]; later(); }")]
    [InlineData("for (;;) { Net.Predict(pixels, results); }")]
    public Task OneCall_OrArrayThatIsKept_IsFine(string statements) => UseTest.Check<AllocatingLoopFix>("WHT2002", statements);
}
