namespace Whittle.Compiler.Tests;

public class DimensionListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("batch=1;time=16", "batch=1;time=16")]
    [InlineData(" time = 16 , batch=1 ;", "batch=1;time=16")]
    [InlineData("past+1=8", "past+1=8")]
    [InlineData("a==b=3", "a==b=3")]
    public void TryParse_ReadsLists(string text, string expected)
    {
        Assert.True(DimensionList.TryParse(text, out var values, out _));
        Assert.Equal(expected, DimensionList.Format(values));
    }

    [Theory]
    [InlineData("batch", "'batch' is not of the form name=value")]
    [InlineData("=3", "'=3' is not of the form name=value")]
    [InlineData("batch=x", "the value of 'batch' is 'x', not a positive whole number")]
    [InlineData("batch=", "the value of 'batch' is '', not a positive whole number")]
    [InlineData("batch=0", "the value of 'batch' is '0', not a positive whole number")]
    [InlineData("batch=-1", "the value of 'batch' is '-1', not a positive whole number")]
    [InlineData("batch=1.5", "the value of 'batch' is '1.5', not a positive whole number")]
    [InlineData("batch=99999999999", "the value of 'batch' is '99999999999', not a positive whole number")]
    [InlineData("batch=1;batch=2", "'batch' is given twice")]
    public void TryParse_SaysWhatIsWrong(string text, string expected)
    {
        Assert.False(DimensionList.TryParse(text, out _, out var cause));
        Assert.Equal(expected, cause);
    }
}
