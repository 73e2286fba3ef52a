using Whittle.Plan.Settings;

namespace Whittle.Plan.Tests;

public sealed class RuleEntriesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("WHT1001=none; min_parameters = 5000;")]
    [InlineData("wht1015=NONE,Zero_Share=0.7")]
    public void Entries_ThatMeanSomething_AreFine(string rules) => Assert.Null(RuleEntries.FirstFault(rules));

    [Theory]
    [InlineData("min_paramters=5000", "'min_paramters', which is neither", "Write min_parameters.")]
    [InlineData("whittle_min_parameters=5000", "neither", "Write min_parameters.")]
    [InlineData("frobnicate=1", "'frobnicate'", "the thresholds are distinct_values, ")]
    [InlineData("WHT101=none", "neither", "Write WHT1001.")]
    [InlineData("WHT2002=none", "WHT2002, which is not a rule on models", "WHT1001 to WHT1015")]
    [InlineData("WHT1001=suggestion", "'suggestion', and can only", "Write WHT1001=none;")]
    [InlineData("WHT1001", "the value ''", "Write WHT1001=none;")]
    [InlineData("min_parameters=5k", "'5k', which is not a number", "min_parameters=5000")]
    [InlineData("zero_share=-1", "'-1'", "zero_share=5000 or 0.5")]
    [InlineData("min_share=0.1;WHT1002=none;MIN_SHARE=0.2", "'MIN_SHARE' twice", "Take one")]
    public void FirstFault_NamesEntryAndCure(string rules, string cause, string cure)
    {
        var fault = RuleEntries.FirstFault(rules);
        Assert.NotNull(fault);
        Assert.Contains(cause, fault.Value.Cause, StringComparison.Ordinal);
        Assert.Contains(cure, fault.Value.Cure, StringComparison.Ordinal);
    }
}
