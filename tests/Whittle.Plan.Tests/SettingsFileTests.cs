using Whittle.Plan.Settings;

namespace Whittle.Plan.Tests;

public sealed class SettingsFileTests
{
    [Fact]
    public void Settings_CarryTheirPlaces()
    {
        var file = SettingsFile.Parse(
            "\uFEFF# how this model is compressed\r\n\r\nQuantize = int8\r\n  prune=fc1=0.95;fc2=0.9  # by hand\r\nClassName = A#B\r\n");

        Assert.Empty(file.Faults);
        Assert.Equal(
            [
                new SettingEntry("Quantize", "int8", 3, 1, 12),
                new SettingEntry("Prune", "fc1=0.95;fc2=0.9", 4, 3, 9),
                new SettingEntry("ClassName", "A#B", 5, 1, 13),
            ],
            file.Entries);
    }

    [Theory]
    [InlineData("Quantise = int8", SettingFaultKind.UnknownKey, 1, "Quantize")]
    [InlineData(" Qantize=int8", SettingFaultKind.UnknownKey, 2, "Quantize")]
    [InlineData("Frobnicate = 1", SettingFaultKind.UnknownKey, 1, null)]
    [InlineData("Quantize = in8", SettingFaultKind.BadValue, 12, "int8")]
    [InlineData("Quantize = \"int4\"", SettingFaultKind.BadValue, 12, "int4")]
    [InlineData("Quantize = float16", SettingFaultKind.BadValue, 12, null)]
    [InlineData("Quantize =", SettingFaultKind.BadValue, 11, null)]
    [InlineData("Prune = 1", SettingFaultKind.BadValue, 9, null)]
    [InlineData("Prune = fc1=2", SettingFaultKind.BadValue, 9, null)]
    [InlineData("Prune = fc1=0.5;fc1=0.6", SettingFaultKind.BadValue, 9, null)]
    [InlineData("Share = 257", SettingFaultKind.BadValue, 9, null)]
    [InlineData("Share = 1", SettingFaultKind.BadValue, 9, null)]
    [InlineData("MaxBytes = 1,000", SettingFaultKind.BadValue, 12, null)]
    [InlineData("MaxMicroseconds = 0", SettingFaultKind.BadValue, 19, null)]
    [InlineData("MinAccuracy = 98", SettingFaultKind.BadValue, 15, null)]
    [InlineData("Exact = flase", SettingFaultKind.BadValue, 9, "false")]
    [InlineData("Quantize int8", SettingFaultKind.NotASetting, 1, null)]
    [InlineData("= int8", SettingFaultKind.NotASetting, 1, null)]
    public void Fault_HasPlaceCauseCureAndNearestName(string line, SettingFaultKind kind, int column, string? nearest)
    {
        var file = SettingsFile.Parse("# comment\n" + line);

        var fault = Assert.Single(file.Faults);
        Assert.Equal((kind, 2, column, nearest), (fault.Kind, fault.Line, fault.Column, fault.Nearest));
        Assert.EndsWith(".", fault.Cause, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Cure, StringComparison.Ordinal);
        Assert.Contains(nearest ?? "", fault.Cure, StringComparison.Ordinal);
        Assert.Empty(file.Entries);
    }

    [Fact]
    public void Repeated_NamesTheFirstLine()
    {
        var file = SettingsFile.Parse("Share = 16\n\nshare = 32");

        Assert.Equal("16", Assert.Single(file.Entries).Value);
        var fault = Assert.Single(file.Faults);
        Assert.Equal((SettingFaultKind.Repeated, 3, 1), (fault.Kind, fault.Line, fault.Column));
        Assert.Contains("line 1", fault.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quantize", "none")]
    [InlineData("Quantize", "INT4")]
    [InlineData("Prune", "none")]
    [InlineData("Prune", "0.875")]
    [InlineData("Prune", "/fc/Gemm=0.5; a=b=0.25")]
    [InlineData("Share", "2")]
    [InlineData("Share", "256")]
    [InlineData("MaxMicroseconds", "0.5")]
    [InlineData("MinAccuracy", "1")]
    [InlineData("TestData", "../data/test")]
    public void GoodValue_HasNoFault(string key, string value) => Assert.Null(SettingKey.Find(key)!.FaultOf(value));

    [Fact]
    public void PruneAmounts_SplitAtTheLastEqualsSign() => Assert.Equal(
        new PruneAmounts(null, EquatableArray.Of(new LayerAmount("/fc/Gemm", 0.5), new LayerAmount("a=b", 0.25))),
        PruneAmounts.TryParse("/fc/Gemm=0.5; a=b=0.25", out _));
}
