using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Whittle.Generator.Tests;

/// <summary>A project with the generator in it, as the compiler runs it.</summary>
internal static class Host
{
    /// <summary>C# 14, which the oldest host does not name: what a project on today's SDK has.</summary>
    public static readonly CSharpParseOptions Today = new((LanguageVersion)1400);

    /// <summary>The oldest language version that generated code supports.</summary>
    public static readonly CSharpParseOptions Oldest = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compilation(CSharpParseOptions options, params string[] sources) => CSharpCompilation.Create(
        "Project",
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, $"/project/Source{index}.cs")),
        Framework,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, generalDiagnosticOption: ReportDiagnostic.Error, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]));

    public static GeneratorDriver Driver(CSharpParseOptions options, params PlanText[] plans) => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        plans,
        options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>One run over an empty project.</summary>
    public static GeneratorRunResult Run(params PlanText[] plans) => RunWith("", plans);

    /// <summary>One run over a project with this source.</summary>
    public static GeneratorRunResult RunWith(string source, params PlanText[] plans)
    {
        var result = Driver(Today, plans).RunGenerators(Compilation(Today, source)).GetRunResult().Results.Single();
        return result.Exception is null ? result : throw result.Exception;
    }

    /// <summary>Compiles generated code with the stubs of the runtime, without unsafe code, implicit usings or warnings, and loads it.</summary>
    public static Assembly Build(string source, params PlanText[] plans)
    {
        var sources = new[] { "Runtime.cs", "Kernels.cs" }.Select(name => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Stubs", name)));
        Driver(Oldest, plans).RunGeneratorsAndUpdateCompilation(Compilation(Oldest, [source, .. sources]), out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        using var image = new MemoryStream();
        Assert.True(output.Emit(image).Success);
        return Assembly.Load(image.ToArray());
    }
}
