using Whittle.Analyzers.CodeFixes.Use;

namespace Whittle.Analyzers.Tests.Use;

public class ResultIgnoredTests
{
    [Theory]
    [InlineData("Sum = 1;\n[|Net.Predict(pixels)|];\nSum++;", "Sum = 1;\nSum++;")]
    [InlineData("Sum = 1;\n[|Net.Classify(pixels)|];\nSum++;", "Sum = 1;\nSum++;")]
    public Task DroppedResult_IsTakenOut(string before, string after) => UseTest.Check<ResultIgnoredFix>("WHT2004", before, after);

    [Theory]
    [InlineData("_ = Net.Predict(pixels);")]
    [InlineData("Net.Predict(pixels, results);")]
    public Task DiscardedOrFilledResult_IsFine(string statements) => UseTest.Check<ResultIgnoredFix>("WHT2004", statements);
}
