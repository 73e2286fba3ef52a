using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Compiler;
using Whittle.Generator;

namespace Whittle.Tool.InMemory;

/// <summary>Compiled models and the code beside them as one C# compilation: plans through the real generator, the language that of the oldest host, no unsafe
/// code.</summary>
internal sealed class ModelCompilation
{
    private readonly IReadOnlyList<CompileResult> _models;
    private readonly Compilation _compilation;

    private ModelCompilation(IReadOnlyList<CompileResult> models, Compilation compilation, GeneratorRunResult run)
    {
        _models = models;
        _compilation = compilation;
        Sources = [.. run.GeneratedSources];
        Complaints = [.. run.Diagnostics.Concat(compilation.GetDiagnostics()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    /// <summary>What the generator wrote.</summary>
    public IReadOnlyList<GeneratedSourceResult> Sources { get; }

    /// <summary>Errors and warnings of the generator and of the compiler.</summary>
    public IReadOnlyList<Diagnostic> Complaints { get; }

    /// <param name="name">Name of the assembly.</param>
    /// <param name="models">Models that compiled; their class names differ.</param>
    /// <param name="beside">Further sources. With a Main among them the assembly is a program.</param>
    /// <param name="further">What these refer to besides the framework and the runtime library.</param>
    /// <exception cref="InvalidOperationException">The generator threw.</exception>
    public static ModelCompilation Of(
        string name, IReadOnlyList<CompileResult> models, IEnumerable<SyntaxTree> beside, bool program = false, params MetadataReference[] further)
    {
        var options = new CSharpCompilationOptions(
            program ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: false,
            nullableContextOptions: NullableContextOptions.Enable,
            warningLevel: 9999);
        var result = CSharpGeneratorDriver
            .Create([new ModelGenerator().AsSourceGenerator()], models.Select(model => new PlanText(model.Plan)), ModelSource.Language)
            .RunGeneratorsAndUpdateCompilation(
                CSharpCompilation.Create(name, beside, [.. FrameworkReferences.All, .. further], options), out var compilation, out _)
            .GetRunResult().Results.Single();
        return result.Exception is { } fault
            ? throw new InvalidOperationException($"The generator failed: {fault.Message}", fault)
            : new ModelCompilation(models, compilation, result);
    }

    /// <summary>The assembly, with the weights as resources.</summary>
    /// <exception cref="InvalidOperationException">The compiler does not take it; the message has its diagnostics.</exception>
    public MemoryStream Emit()
    {
        var resources = _models.Where(model => model.Plan.WeightsResource.Length > 0)
            .Select(model => new ResourceDescription(model.Plan.WeightsResource, () => new MemoryStream(model.Weights), isPublic: true));
        var image = new MemoryStream();
        var emitted = _compilation.Emit(image, manifestResources: resources);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join("; ", emitted.Diagnostics));
        }

        image.Position = 0;
        return image;
    }
}
