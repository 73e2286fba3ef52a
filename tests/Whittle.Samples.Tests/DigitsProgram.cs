using System.Diagnostics;
using System.Xml.Linq;
using DigitDrawing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Compiler;
using Whittle.Tool.InMemory;

namespace Whittle.Samples.Tests;

/// <summary>samples/Digits with a model of a user's own in the place of its own, as -p:DigitModel puts it there.</summary>
internal static class DigitsProgram
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.Linq;";

    /// <summary>What the program prints.</summary>
    public static async Task<string> Run(string model, string folder)
    {
        var sample = Path.Combine(Repository.Root, "samples", "Digits");
        var project = XDocument.Load(Path.Combine(sample, "Digits.csproj"));
        var item = project.Descendants("CompressedModel").Single();
        Assert.Equal("$(DigitModel)", item.Attribute("Include")!.Value);
        var result = ModelCompiler.CompileFile(
            model, new CompileOptions { ClassName = item.Attribute("ClassName")!.Value, Namespace = project.Descendants("RootNamespace").Single().Value });
        Assert.Empty(result.Plan.Errors);
        SyntaxTree[] sources = [Parse(ImplicitUsings), Parse(
            await File.ReadAllTextAsync(Path.Combine(sample, "Program.cs"), TestContext.Current.CancellationToken))];
        var drawing = typeof(DigitSet).Assembly.Location;
        var compilation = ModelCompilation.Of("Digits", [result], sources, program: true, MetadataReference.CreateFromFile(drawing));
        await using (var file = File.Create(Path.Combine(folder, "Digits.dll")))
        {
            await compilation.Emit().CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        foreach (var library in new[] { drawing, typeof(Runtime.Isa).Assembly.Location })
        {
            File.Copy(library, Path.Combine(folder, Path.GetFileName(library)), overwrite: true);
        }

        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "Whittle.Samples.Tests.runtimeconfig.json"),
            Path.Combine(folder, "Digits.runtimeconfig.json"),
            overwrite: true);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "Digits.dll")]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    private static SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, ModelSource.Language, cancellationToken: TestContext.Current.CancellationToken);
}
