using Whittle.Compiler.Settings;
using Whittle.Compiler.Tests.Models;
using Whittle.Plan;
using Whittle.Plan.Settings;

namespace Whittle.Compiler.Tests.Compress;

/// <summary>Test networks compiled with compression.</summary>
internal static class Compressed
{
    public static CompileResult Compile(TestModel model, CompressionOptions compression, BudgetOptions? budget = null) => ModelCompiler.Compile(
        model.ToBytes(),
        "test.onnx",
        new CompileOptions { Compression = compression, Budget = budget ?? BudgetOptions.None });

    public static ModelPlan Plan(TestModel model, CompressionOptions compression, BudgetOptions? budget = null)
    {
        var result = Compile(model, compression, budget);
        Assert.True(result.Succeeded, string.Join('\n', result.Plan.Errors.Select(error => $"{error.Id} {error.Cause}")) + result.Fault);
        return result.Plan;
    }

    public static CompressionOptions Prune(string amounts) => new() { Prune = PruneAmounts.TryParse(amounts, out _) };
}
