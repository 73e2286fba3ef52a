using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Compiler;
using Whittle.Generator;

namespace Whittle.Tool.InMemory;

/// <summary>Compiled models as a user's project would hold them: plans through the real generator, one assembly with the weights as resources.</summary>
/// <remarks>
/// A model that fails does so alone: what the generator or the C# compiler says against it is kept for it, and the others are compiled without it.
/// Warnings count as failures, unsafe code is not allowed, the language is that of the oldest host. The assembly is unloaded when it is disposed of and no
/// model of it is held any more.
/// </remarks>
internal sealed class ModelAssembly : IDisposable
{
    private const string Name = "WhittleModels";

    private static readonly CSharpCompilationOptions s_compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: false,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999);

    private readonly IReadOnlyList<CompileResult> _results;
    private readonly string?[] _failures;
    private readonly GeneratedModel?[] _models;
    private AssemblyLoadContext? _context;

    private ModelAssembly(IReadOnlyList<CompileResult> results)
    {
        _results = results;
        _models = new GeneratedModel[results.Count];
        _failures = [.. results.Select(result => result.Succeeded ? null : string.Join("; ", result.Plan.Errors.Select(error => $"{error.Id} {error.Cause}")))];
    }

    /// <summary>Why a model is not in the assembly; null when it is.</summary>
    public string? FailureOf(int index) => _failures[index];

    /// <summary>The model at a place of the list given to <see cref="Build(IReadOnlyList{CompileResult})"/>.</summary>
    /// <exception cref="InvalidOperationException">It failed, for the reason in the message.</exception>
    public GeneratedModel this[int index] => _models[index] ?? throw new InvalidOperationException(_failures[index]);

    /// <summary>Compiles all models into one assembly. Their class names must differ.</summary>
    public static ModelAssembly Build(IReadOnlyList<CompileResult> results)
    {
        var assembly = new ModelAssembly(results);
        while (!assembly.TryBuild())
        {
        }

        return assembly;
    }

    public void Dispose()
    {
        Array.Clear(_models);
        _context?.Unload();
        _context = null;
    }

    /// <summary>False when some model failed, so that another turn without it is due.</summary>
    private bool TryBuild()
    {
        var indices = Enumerable.Range(0, _results.Count).Where(i => _failures[i] is null).ToArray();
        if (indices.Length == 0)
        {
            return true;
        }

        var driver = CSharpGeneratorDriver.Create(
            [new ModelGenerator().AsSourceGenerator()], indices.Select(i => (AdditionalText)new PlanText(_results[i].Plan)), ModelSource.Language);
        var run = driver.RunGeneratorsAndUpdateCompilation(Adapters(indices), out var compilation, out var findings).GetRunResult();
        if (run.Results.Single().Exception is { } fault)
        {
            throw new InvalidOperationException($"The generator failed: {fault.Message}", fault);
        }

        var complaints = findings.Concat(compilation.GetDiagnostics()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        Blame(indices, complaints);
        if (complaints.Length > 0)
        {
            return false;
        }

        Load(indices, compilation);
        return true;
    }

    private CSharpCompilation Adapters(int[] indices) => CSharpCompilation.Create(
        Name,
        indices.Select(i => CSharpSyntaxTree.ParseText(AdapterSource.Write(_results[i].Plan, i), ModelSource.Language, path: _results[i].Plan.ClassName + ".adapter.cs")),
        FrameworkReferences.All,
        s_compiling);

    /// <summary>Gives each diagnostic to its model: by the file it is in, or by the model's path. The first one is kept.</summary>
    private void Blame(int[] indices, Diagnostic[] complaints)
    {
        foreach (var complaint in complaints)
        {
            var span = complaint.Location.GetLineSpan();
            var index = IndexOf(indices, span.Path ?? "");
            if (index < 0)
            {
                throw new InvalidOperationException($"A diagnostic of no model: {complaint}");
            }

            var line = complaint.Location.SourceTree?.GetText().Lines[span.StartLinePosition.Line].ToString().Trim();
            _failures[index] ??= $"C#: {complaint.Id} {complaint.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}{(line is null ? "" : $" in: {line}")}";
        }
    }

    private int IndexOf(int[] indices, string path)
    {
        var file = Path.GetFileName(path);
        return Array.Find([.. indices.Cast<int?>()], i => Names(_results[i!.Value].Plan.ClassName, _results[i.Value].Plan.ModelPath)) ?? -1;

        bool Names(string className, string modelPath) =>
            file.StartsWith(className + ".", StringComparison.Ordinal)
            || file.EndsWith("." + className + ".g.cs", StringComparison.Ordinal)
            || (path.Length > 0 && path == modelPath);
    }

    private void Load(int[] indices, Compilation compilation)
    {
        var resources = indices.Where(i => _results[i].Plan.WeightsResource.Length > 0)
            .Select(i => new ResourceDescription(_results[i].Plan.WeightsResource, () => new MemoryStream(_results[i].Weights), isPublic: true));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, manifestResources: resources);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join("; ", emitted.Diagnostics));
        }

        image.Position = 0;
        _context = new AssemblyLoadContext(Name, isCollectible: true);
        var assembly = _context.LoadFromStream(image);
        foreach (var i in indices)
        {
            var adapter = assembly.GetType($"{AdapterSource.Namespace}.{AdapterSource.ClassName(i)}", throwOnError: true)!;
            _models[i] = new GeneratedModel(_results[i].Plan, ModelCalls.Of(adapter));
        }
    }
}
