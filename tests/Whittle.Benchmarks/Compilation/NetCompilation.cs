using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Compiler;
using Whittle.Compiler.Selection;
using Whittle.Generator;

namespace Whittle.Benchmarks.Compilation;

/// <summary>Compiled models through the real generator and the C# compiler: the bytes of an assembly with the weights as resources.</summary>
internal static class NetCompilation
{
    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp12);

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Whittle.Runtime.Isa).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(NetCompilation).Assembly.Location),
    ]);

    /// <summary>Compiles a model file of this name.</summary>
    public static CompileResult Compile(byte[] model, string className, bool exact = true, KernelForm? wanted = null)
    {
        var result = ModelCompiler.Compile(model, className + ".onnx", new CompileOptions { ClassName = className, Exact = exact, Wanted = wanted });
        return result.Succeeded
            ? result
            : throw new InvalidOperationException(string.Join("\n", result.Plan.Errors.Select(error => $"{className}: {error.Id} {error.Node}: {error.Cause} {error.Cure}")), result.Fault);
    }

    /// <summary>One assembly of all models and of further sources. With a Main among these it is a program.</summary>
    public static byte[] Emit(string name, IReadOnlyList<CompileResult> models, IEnumerable<string> sources, bool program = false)
    {
        var start = CSharpCompilation.Create(
            name,
            sources.Select(source => CSharpSyntaxTree.ParseText(source, s_parsing)),
            s_references.Value,
            new CSharpCompilationOptions(
                program ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], models.Select(model => new PlanText(model.Plan)), s_parsing)
            .RunGeneratorsAndUpdateCompilation(start, out var compilation, out var findings);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, manifestResources: models
            .Where(model => model.Plan.WeightsResource.Length > 0)
            .Select(model => new ResourceDescription(model.Plan.WeightsResource, () => new MemoryStream(model.Weights), isPublic: true)));
        return emitted.Success && findings.IsEmpty
            ? image.ToArray()
            : throw new InvalidOperationException(string.Join("\n", [.. findings, .. emitted.Diagnostics]));
    }
}
