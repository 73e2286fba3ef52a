using Whittle.Analyzers.CodeFixes.Use;

namespace Whittle.Analyzers.Tests.Use;

public class WrongLengthTests
{
    [Theory]
    [InlineData("Net.Predict([|new float[3]|], results);", "Net.Predict(new float[4], results);")]
    [InlineData("Net.Predict(pixels, [|stackalloc float[3]|]);", "Net.Predict(pixels, stackalloc float[2]);")]
    [InlineData("Net.Predict([|images.AsSpan(8, 3)|], results);", "Net.Predict(images.AsSpan(8, 4), results);")]
    [InlineData("Net.PredictBatch([|new float[9]|], results, 2);", "Net.PredictBatch(new float[8], results, 2);")]
    [InlineData("_ = Net.Classify([|new float[Net.OutputLength]|]);", "_ = Net.Classify(new float[4]);")]
    public Task LengthThatStandsInTheCall_IsCorrected(string before, string after) => UseTest.Check<WrongLengthFix>("WHT2001", before, after);

    [Theory]
    [InlineData("Net.Predict([|[1, 2, 3]|], results);")]
    [InlineData("Net.Predict([|new float[] { 1, 2, 3 }|], results);")]
    [InlineData("var few = new float[3]; Net.Predict([|few|], results);")]
    [InlineData("var few = new float[8]; Net.Predict([|few.AsSpan(5)|], results);")]
    public Task LengthFromElsewhere_IsNamed(string statements) => UseTest.Check<WrongLengthFix>("WHT2001", statements);

    [Theory]
    [InlineData("Net.Predict(new float[4], results);")]
    [InlineData("Net.Predict(new float[Net.InputLength], new float[2]);")]
    [InlineData("Net.Predict([1, 2, 3, 4], results);")]
    [InlineData("Net.Predict([.. images, 1], results);")]
    [InlineData("var some = new float[3]; some = images; Net.Predict(some, results);")]
    [InlineData("var some = new float[3]; Array.Resize(ref some, 4); Net.Predict(some, results);")]
    [InlineData("Net.Predict(new float[count], results);")]
    [InlineData("Net.PredictBatch(new float[9], results, count);")]
    public Task RightOrUnknownLength_IsFine(string statements) => UseTest.Check<WrongLengthFix>("WHT2001", statements);
}
