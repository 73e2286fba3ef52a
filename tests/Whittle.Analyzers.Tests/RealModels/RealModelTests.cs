using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Whittle.Analyzers.Models;
using Whittle.Compiler;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.RealModels;

/// <summary>What the rules say of networks that people made. The list is kept beside this file, to be read as a user would read it.</summary>
public class RealModelTests
{
    private const string Snapshot = "RealModels.verified.txt";

    /// <summary>Larger ones say the same many times.</summary>
    private const long MostBytes = 4_000_000;

    /// <summary>With WHITTLE_UPDATE_DOCS=1 the list is written. Models that it does not have, because an operator of theirs has been added since, are no
    /// fault.</summary>
    [Fact]
    public async Task Rules_SayOfRealModels_WhatTheListSays()
    {
        var folder = Folder("shared/models") ?? throw Skipped();
        var verified = Path.Combine(Folder("tests/Whittle.Analyzers.Tests/RealModels")!, Snapshot);
        var update = Environment.GetEnvironmentVariable("WHITTLE_UPDATE_DOCS") == "1";
        var listed = update ? [] : (await File.ReadAllLinesAsync(verified, TestContext.Current.CancellationToken))
            .Where(line => line.Length > 0 && line[0] != ' ')
            .ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Models(folder))
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if ((update || listed.Contains(name))
                && ModelCompiler.CompileFile(file, new CompileOptions()) is { Succeeded: true } result
                && seen.Add(result.Plan.ModelHash))
            {
                text.Append(name).Append('\n').AppendJoin("", await Lines(result.Plan));
            }
        }

        if (update)
        {
            await File.WriteAllTextAsync(verified, text.ToString(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(verified, TestContext.Current.CancellationToken), text.ToString());
    }

    [Theory]
    [InlineData("emx-onnx-cgen/micro_kws_m_qdq.onnx", "")]
    [InlineData("libonnx-models/mnist_8/model.onnx", "WHT1001 Convolution110, WHT1001 Times212")]
    public async Task Warnings_AreOfWhatMatters(string model, string expected)
    {
        var folder = Folder("shared/models") ?? throw Skipped();
        var result = ModelCompiler.CompileFile(Path.Combine(folder, model), new CompileOptions());
        var warnings = (await Judged.Plan(result.Plan)).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal(expected, string.Join(", ", warnings.Select(warning => $"{warning.Id} {warning.Properties[FactNames.Layer]}")));
    }

    // The best of several runs: the machine may have other things to do.
    [Fact]
    public void ReadingAPlanAndJudgingIt_TakesLessThanFiveMilliseconds()
    {
        var folder = Folder("shared/models") ?? throw Skipped();
        var text = PlanWriter.Write(ModelCompiler.CompileFile(Path.Combine(folder, "emx-onnx-cgen/micro_kws_m_static_fp32.onnx"), new CompileOptions()).Plan);
        var best = Enumerable.Range(0, 20).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            var plan = PlanReader.Read(text);
            Assert.NotEmpty(JudgedModel.Of(new PlanText(text), plan, new RuleOptions()).Findings);
            return watch.Elapsed.TotalMilliseconds;
        });
        Assert.InRange(best, 0, 5);
    }

    private static async Task<IEnumerable<string>> Lines(ModelPlan plan)
    {
        var found = await Judged.Plan(plan);
        var start = $"model {plan.Model}: ".Length;
        return found.Length == 0
            ? ["  nothing\n"]
            : found.Select(
                diagnostic => $"  {(diagnostic.Severity == DiagnosticSeverity.Warning ? "warning" : "info")} {diagnostic.Id} "
                    + $"{diagnostic.Message()[start..]}\n");
    }

    private static InvalidOperationException Skipped()
    {
        Assert.Skip("needs ../shared/models");
        return new InvalidOperationException();
    }

    private static IEnumerable<string> Models(string folder) => Directory.GetFiles(folder, "*.onnx", SearchOption.AllDirectories)
        .Where(file => new FileInfo(file).Length <= MostBytes).Order(StringComparer.Ordinal);

    /// <summary>A folder of the repository, or beside it; null where there is none.</summary>
    private static string? Folder(string name)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, name)))
            {
                return Path.Combine(folder, name);
            }
        }

        return null;
    }
}
