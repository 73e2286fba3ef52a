using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Compiler;
using Whittle.Generator;
using Whittle.Plan;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>Compiled models as a user's project would hold them: plans through the real generator, one assembly with the weights as resources.</summary>
/// <remarks>
/// A model that fails does so alone: what its plan, the generator or the C# compiler says against it is thrown when it is asked for, and the others are
/// compiled without it. Warnings count as failures, unsafe code is not allowed, the language is that of the oldest host.
/// </remarks>
internal sealed class ModelAssembly
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: false,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999);

    private readonly IReadOnlyList<CompileResult> _results;
    private readonly string?[] _failures;
    private readonly GeneratedModel?[] _models;

    private ModelAssembly(IReadOnlyList<CompileResult> results)
    {
        _results = results;
        _models = new GeneratedModel[results.Count];
        _failures = [.. results.Select(result => result.Succeeded ? null : string.Join("\n", result.Plan.Errors.Select(Text)))];
    }

    /// <summary>Compiles all models into one assembly. Their class names must differ.</summary>
    public static ModelAssembly Build(IReadOnlyList<CompileResult> results)
    {
        var assembly = new ModelAssembly(results);
        while (!assembly.TryBuild())
        {
        }

        return assembly;
    }

    /// <summary>The one model of an assembly of its own.</summary>
    public static GeneratedModel Build(CompileResult result) => Build([result])[0];

    /// <summary>The model at a place of the list given to <see cref="Build(IReadOnlyList{CompileResult})"/>.</summary>
    public GeneratedModel this[int index] => _models[index] ?? throw new InvalidOperationException(_failures[index]);

    /// <summary>The source that the generator wrote for a model.</summary>
    public IReadOnlyDictionary<int, string> Sources { get; private set; } = new Dictionary<int, string>();

    /// <summary>False when some model failed, so that another turn without it is due.</summary>
    private bool TryBuild()
    {
        var indices = Enumerable.Range(0, _results.Count).Where(i => _failures[i] is null).ToArray();
        if (indices.Length == 0)
        {
            return true;
        }

        var texts = indices.Select(i => (AdditionalText)new PlanText(_results[i].Plan.ClassName + ".whittle.plan", PlanWriter.Write(_results[i].Plan)));
        var driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], texts, Parsing)
            .RunGeneratorsAndUpdateCompilation(Empty(indices), out var compilation, out var findings);
        Sources = driver.GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(source => IndexOf(indices, source.HintName), source => source.SourceText.ToString());
        var generator = driver.GetRunResult().Results.Single().Exception;
        if (generator is not null)
        {
            throw new InvalidOperationException("The generator failed.", generator);
        }

        var failed = Blame(indices, [.. findings, .. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)]);
        if (failed)
        {
            return false;
        }

        Load(indices, (CSharpCompilation)compilation);
        return true;
    }

    private CSharpCompilation Empty(int[] indices) => CSharpCompilation.Create(
        "EndToEndModels",
        indices.Select(i => CSharpSyntaxTree.ParseText(AdapterSource.Write(_results[i].Plan, i), Parsing, path: _results[i].Plan.ClassName + ".adapter.cs")),
        FrameworkReferences.All,
        Compiling);

    /// <summary>Gives each diagnostic to its model: by the file it is in, or by the model's name.</summary>
    private bool Blame(int[] indices, IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            var index = IndexOf(indices, Path.GetFileName(diagnostic.Location.GetLineSpan().Path ?? ""));
            if (index < 0)
            {
                throw new InvalidOperationException($"A diagnostic of no model: {diagnostic}");
            }

            _failures[index] += $"{diagnostic}\n";
        }

        return diagnostics.Count > 0;
    }

    private int IndexOf(int[] indices, string file)
    {
        foreach (var i in indices)
        {
            var plan = _results[i].Plan;
            if (file.StartsWith(plan.ClassName + ".", StringComparison.Ordinal)
                || file.EndsWith("." + plan.ClassName + ".g.cs", StringComparison.Ordinal)
                || (file.Length > 0 && file == Path.GetFileName(plan.ModelPath)))
            {
                return i;
            }
        }

        return -1;
    }

    private void Load(int[] indices, CSharpCompilation compilation)
    {
        var resources = indices.Where(i => _results[i].Plan.WeightsResource.Length > 0)
            .Select(i => new ResourceDescription(_results[i].Plan.WeightsResource, () => new MemoryStream(_results[i].Weights), isPublic: true));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, manifestResources: resources);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join("\n", emitted.Diagnostics));
        }

        image.Position = 0;
        var context = new AssemblyLoadContext("EndToEndModels", isCollectible: true);
        var assembly = context.LoadFromStream(image);
        foreach (var i in indices)
        {
            var adapter = assembly.GetType($"{AdapterSource.Namespace}.{AdapterSource.ClassName(i)}", throwOnError: true)!;
            _models[i] = new GeneratedModel(_results[i].Plan, (IGeneratedModel)Activator.CreateInstance(adapter, nonPublic: true)!);
        }
    }

    private static string Text(PlanError error) => $"{error.Id} {error.Node}: {error.Cause} {error.Cure}";
}
