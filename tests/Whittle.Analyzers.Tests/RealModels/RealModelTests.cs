using System.Text;
using Whittle.Compiler;

namespace Whittle.Analyzers.Tests.RealModels;

/// <summary>What the rules say of networks that people made. The list is kept beside this file, to be read as a user would read it.</summary>
public class RealModelTests
{
    private const string Snapshot = "RealModels.verified.txt";

    /// <summary>Larger ones say the same many times.</summary>
    private const long MostBytes = 4_000_000;

    [Fact]
    public async Task Rules_SayOfRealModels_WhatTheListSays()
    {
        var folder = Folder("shared/models") ?? throw Skipped();
        var text = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Models(folder))
        {
            var result = ModelCompiler.CompileFile(file, new CompileOptions { DisplayPath = Path.GetFileName(file) });
            if (result.Succeeded && seen.Add(result.Plan.ModelHash) && await Judged.Plan(result.Plan) is { Length: > 0 } found)
            {
                text.Append(Path.GetRelativePath(folder, file).Replace('\\', '/')).Append('\n');
                foreach (var diagnostic in found)
                {
                    var name = $"model {result.Plan.Model}: ";
                    text.Append("  ").Append(diagnostic.Severity.ToString().ToLowerInvariant()).Append(' ').Append(diagnostic.Id).Append(' ').Append(diagnostic.Message()[name.Length..]).Append('\n');
                }
            }
        }

        var verified = Path.Combine(Folder("tests/Whittle.Analyzers.Tests/RealModels")!, Snapshot);
        var expected = File.Exists(verified) ? await File.ReadAllTextAsync(verified, TestContext.Current.CancellationToken) : "";
        if (expected != text.ToString())
        {
            await File.WriteAllTextAsync(verified.Replace(".verified.", ".received.", StringComparison.Ordinal), text.ToString(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, text.ToString());
    }

    [Theory]
    [InlineData("emx-onnx-cgen/micro_kws_m_qdq.onnx", "")]
    [InlineData("libonnx-models/mnist_8/model.onnx", "WHT1001 Convolution110, WHT1001 Times212")]
    public async Task Warnings_AreOfWhatMatters(string model, string expected)
    {
        var folder = Folder("shared/models") ?? throw Skipped();
        var result = ModelCompiler.CompileFile(Path.Combine(folder, model), new CompileOptions());
        var warnings = (await Judged.Plan(result.Plan)).Where(diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        Assert.Equal(expected, string.Join(", ", warnings.Select(warning => $"{warning.Id} {warning.Properties[FactNames.Layer]}")));
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
