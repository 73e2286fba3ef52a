using Whittle.Analyzers.CodeFixes.Use;

namespace Whittle.Analyzers.Tests.Use;

public class BatchCandidateTests
{
    [Theory]
    [InlineData(
        "for (var i = 0; i < count; i++) { [|Net.Predict(images.AsSpan(i * 4, 4), results.AsSpan(i * 2, 2))|]; }",
        "Net.PredictBatch(images.AsSpan(0, count * 4), results.AsSpan(0, count * 2), count);")]
    [InlineData(
        "for (int i = 0; i < 10; i++) [|Net.Predict(pixels.Slice(Net.InputLength * i, Net.InputLength), results.AsSpan(i * 2, 2))|];",
        "Net.PredictBatch(pixels.Slice(0, 10 * Net.InputLength), results.AsSpan(0, 10 * 2), 10);")]
    public Task LoopOverSlices_BecomesABatch(string before, string after) => UseTest.Check<BatchCandidateFix>("WHT2003", before, after);

    [Theory]
    [InlineData("for (var i = 1; i < count; i++) { Net.Predict(images.AsSpan(i * 4, 4), results.AsSpan(i * 2, 2)); }")]
    [InlineData("for (var i = 0; i < count; i += 2) { Net.Predict(images.AsSpan(i * 4, 4), results.AsSpan(i * 2, 2)); }")]
    [InlineData("for (var i = 0; i < count; i++) { Net.Predict(images.AsSpan(i * 8, 4), results.AsSpan(i * 2, 2)); }")]
    [InlineData("for (var i = 0; i < count; i++) { Net.Predict(images.AsSpan(i * 4, 4), results.AsSpan(0, 2)); }")]
    [InlineData("for (var i = 0; i < count; i++) { Net.Predict(images.AsSpan(i * 4, 4), results.AsSpan(i * 2, 2)); Sum += results[0]; }")]
    public Task OtherLoops_AreFine(string statements) => UseTest.Check<BatchCandidateFix>("WHT2003", statements);
}
