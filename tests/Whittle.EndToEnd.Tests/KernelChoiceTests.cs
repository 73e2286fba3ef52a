using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Measuring;

namespace Whittle.EndToEnd.Tests;

/// <summary>The selector's choices for the layers of the benchmark nets, against the committed table of what every possible kernel takes.</summary>
public sealed class KernelChoiceTests
{
    private const double MostSlower = 1.15;

    // Every form of a layer adds a residual alike, so the table does not tell such layers apart.
    private const string Adding = "Add";

    // A call of a generated class is taken off every time.
    private const double NoiseNanoseconds = 15;

    public static TheoryData<string, string> Variants =>
        [.. KernelTable.Read().Select(time => (time.Net, time.Variant)).Distinct()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Choice_IsWithinFifteenPercentOfTheBest(string net, string name)
    {
        var variant = NetCatalogue.All.Single(entry => entry.Name == net).Variants.Single(variant => variant.Name == name);
        var plan = new PreparedNet(net, variant.Form).Compile(variant.Dress, "_choice", variant.Exact).Plan;
        foreach (var layer in KernelTable.Read().Where(time => time.Net == net && time.Variant == name).GroupBy(time => time.Layer))
        {
            var kernel = plan.Layers.Single(item => item.Name == layer.Key).Kernel;
            kernel = kernel.EndsWith(Adding, StringComparison.Ordinal) ? kernel[..^Adding.Length] : kernel;
            var chosen = Assert.Single(layer, time => time.Kernel == kernel);
            var best = layer.MinBy(time => time.Nanoseconds)!;
            Assert.True(
                chosen.Nanoseconds <= (MostSlower * best.Nanoseconds) + NoiseNanoseconds,
                $"{layer.Key}: {chosen.Kernel} takes {chosen.Nanoseconds} ns, {best.Kernel} {best.Nanoseconds} ns");
        }
    }

    [Fact]
    public void Table_HasEveryNet() => Assert.Equal(
        NetCatalogue.All.Select(entry => entry.Name).Where(name => name != "tiny"), KernelTable.Read().Select(time => time.Net).Distinct());
}
