using System.Globalization;
using System.Xml.Linq;
using Whittle.Compiler;
using Whittle.Compiler.Settings;
using Whittle.Plan;

namespace Whittle.Samples.Tests;

/// <summary>The sample's project says what its model may weigh; both of its budgets do what they are there to show.</summary>
public class BuildBudgetTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "samples", "BuildBudget");

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "WHT3001")]
    public void Budget_HoldsUnlessStrict(int budget, string expected)
    {
        var project = XDocument.Load(Path.Combine(s_folder, "BuildBudget.csproj"));
        var item = project.Descendants("CompressedModel").Single(model => model.Attribute("Quantize") is not null);
        var bytes = long.Parse(project.Descendants("WeightBudget").ElementAt(budget).Value, CultureInfo.InvariantCulture);
        var given = item.Attributes()
            .Where(attribute => attribute.Name != "MaxBytes" && attribute.Name != "Include")
            .ToDictionary(a => a.Name.LocalName, a => a.Value);
        var model = Path.Combine(s_folder, item.Attribute("Include")!.Value);
        var settings = EffectiveSettings.Read(given, "item", model);

        var plan = ModelCompiler.CompileFile(model, new CompileOptions
        {
            Compression = settings.Compression(s_folder), Budget = settings.Budget(s_folder) with { Bytes = bytes },
        }).Plan;

        Assert.Equal(expected, string.Join(' ', plan.Excesses.Select(excess => excess.Id)));
        Assert.All(plan.Layers, layer => Assert.Equal(ElementType.Int8, layer.WeightType));
        Assert.InRange(plan.WeightsBytes, 1, 4 * plan.Layers.Sum(layer => layer.Parameters) / 10);
    }
}
