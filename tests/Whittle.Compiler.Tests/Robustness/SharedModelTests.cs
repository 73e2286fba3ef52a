using System.Text.RegularExpressions;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.Robustness;

/// <summary>Models of other people: each compiles or is refused for a reason of its own.</summary>
public class SharedModelTests(ITestOutputHelper output)
{
    private static readonly Regex s_setting = new("Dimensions=\"(.*)\"", RegexOptions.CultureInvariant);

    [Fact]
    public void EveryModel_CompilesOrIsRefused()
    {
        var faults = new List<string>();
        var (root, compiled) = (Repository.Shared("models"), 0);
        foreach (var file in Repository.SharedModels())
        {
            var result = Compile(file);
            var line = $"{Path.GetRelativePath(root, file)}: {Describe(result)}";
            output.WriteLine(line);
            compiled += result.Succeeded ? 1 : 0;
            if (!result.Succeeded && result.Plan.Errors[0].Id == ErrorIds.Internal)
            {
                faults.Add(line);
            }
        }

        output.WriteLine($"{compiled} compiled");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(compiled > 0);
    }

    /// <summary>Dimensions that are left open get a value, so that the model behind them is seen too.</summary>
    private static CompileResult Compile(string file)
    {
        var result = ModelCompiler.CompileFile(file, new CompileOptions());
        var open = result.Plan.Errors.Where(error => error.Id == ErrorIds.DynamicDimension)
            .Select(error => s_setting.Match(error.Cure))
            .FirstOrDefault(match => match.Success);
        return open is not null && DimensionList.TryParse(open.Groups[1].Value, out var given, out _)
            ? ModelCompiler.CompileFile(file, new CompileOptions { Dimensions = given })
            : result;
    }

    private static string Describe(CompileResult result) => result.Succeeded
        ? $"compiled, {result.Plan.Steps.Count} steps, {result.Weights.Length} bytes"
        : string.Join("; ", result.Plan.Errors.Select(error => $"{error.Id} [{error.Node}] {error.Cause} {error.Cure}"));
}
