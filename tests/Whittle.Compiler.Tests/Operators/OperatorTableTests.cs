using Whittle.Compiler.Operators;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.Operators;

public class OperatorTableTests
{
    /// <summary>The channels-last form of an operator has this at the end of its class, and its own domain.</summary>
    private const string ImageSuffix = "Image";

    [Fact]
    public void Classes_AreNamedAsTheirOperators() => Assert.All(OperatorTable.All, op =>
    {
        var name = op.GetType().Name;
        var stem = op.Domain == OperatorTable.WhittleDomain && name.EndsWith(ImageSuffix, StringComparison.Ordinal) && name != op.Name
            ? name[..^ImageSuffix.Length]
            : name;
        Assert.Equal(op.Name, stem);
    });

    [Fact]
    public void EveryClass_StandsInAFileOfItsOwnOrItsFamilys()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Find("generator"), "Whittle.Compiler", "Operators"), "*.cs", SearchOption.AllDirectories)
            .ToDictionary(path => path, File.ReadAllText);
        Assert.All(OperatorTable.All, op =>
        {
            var name = op.GetType().Name;
            var holders = files.Where(file => file.Value.Contains($"class {name} :", StringComparison.Ordinal))
                .Select(file => Path.GetFileNameWithoutExtension(file.Key))
                .Distinct()
                .ToArray();
            var holder = Assert.Single(holders);
            var family = op.GetType().BaseType!.Name;
            Assert.True(holder == name || holder == family || holder == "QLinearImagePools", $"{name} stands in {holder}.cs");
        });
    }

    [Fact]
    public void Operators_AreOrderedAndFound()
    {
        var keys = OperatorTable.All.Select(op => (op.Domain, op.Name)).ToArray();
        Assert.Equal(keys.Distinct().Count(), keys.Length);
        Assert.Equal(keys.OrderBy(key => key.Domain, StringComparer.Ordinal).ThenBy(key => key.Name, StringComparer.Ordinal), keys);
        Assert.All(OperatorTable.All, op => Assert.Same(op, OperatorTable.Find(op.Domain, op.Name)));
        Assert.Null(OperatorTable.Find("", "NoSuchOperator"));
    }

    [Fact]
    public void Ranges_AreNotEmpty() => Assert.All(OperatorTable.All, op =>
    {
        Assert.InRange(op.MinimumOpset, 1, op.MaximumOpset);
        Assert.InRange(op.MaximumOpset, op.MinimumOpset, OperatorTable.NewestOpset);
        Assert.InRange(op.Inputs.Minimum, 0, op.Inputs.Maximum);
        Assert.True(op.Outputs >= 1);
    });
}
