using System.Globalization;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Compiler;
using Whittle.Plan;

namespace Whittle.Tool.InMemory;

/// <summary>Compiled models as a user's project would hold them, in one assembly that is loaded.</summary>
/// <remarks>
/// A model that fails does so alone: what its plan, the generator or the C# compiler says against it is kept for it, and the others are compiled without it.
/// Warnings count as failures. The assembly is unloaded when it is disposed of and no model of it is held any more.
/// </remarks>
internal sealed class ModelAssembly : IDisposable
{
    private const string Name = "WhittleModels";

    private readonly IReadOnlyList<CompileResult> _results;
    private readonly string?[] _failures;
    private readonly GeneratedModel?[] _models;
    private readonly string[] _sources;
    private AssemblyLoadContext? _context;

    private ModelAssembly(IReadOnlyList<CompileResult> results)
    {
        _results = results;
        _models = new GeneratedModel[results.Count];
        _sources = [.. results.Select(_ => "")];
        _failures = [.. results.Select(result => result.Succeeded ? null : string.Join("; ", result.Plan.Errors.Select(Text)))];
    }

    /// <summary>Why a model is not in the assembly; null when it is.</summary>
    public string? FailureOf(int index) => _failures[index];

    /// <summary>The model at a place of the list given to <see cref="Build(IReadOnlyList{CompileResult})"/>.</summary>
    /// <exception cref="InvalidOperationException">It failed, for the reason in the message.</exception>
    public GeneratedModel this[int index] => _models[index] ?? throw new InvalidOperationException(_failures[index]);

    /// <summary>What the generator wrote for a model; empty if nothing.</summary>
    public string SourceOf(int index) => _sources[index];

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
    /// <exception cref="InvalidOperationException">It failed, for the reason in the message.</exception>
    public static GeneratedModel Build(CompileResult result) => Build([result])[0];

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

        var adapters = indices.Select(i =>
            CSharpSyntaxTree.ParseText(AdapterSource.Write(_results[i].Plan, i), ModelSource.Language, path: _results[i].Plan.ClassName + ".adapter.cs"));
        var compilation = ModelCompilation.Of(Name, [.. indices.Select(i => _results[i])], adapters);
        foreach (var source in compilation.Sources)
        {
            _sources[IndexOf(indices, source.HintName)] = source.SourceText.ToString();
        }

        Blame(indices, compilation.Complaints);
        if (compilation.Complaints.Count > 0)
        {
            return false;
        }

        Load(indices, compilation);
        return true;
    }

    /// <summary>Gives each diagnostic to its model: by the file it is in, or by the model's path. The first one is kept.</summary>
    private void Blame(int[] indices, IReadOnlyList<Diagnostic> complaints)
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
            _failures[index] ??= $"C#: {complaint.Id} {complaint.GetMessage(CultureInfo.InvariantCulture)}{(line is null ? "" : $" in: {line}")}";
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

    private void Load(int[] indices, ModelCompilation compilation)
    {
        using var image = compilation.Emit();
        _context = new AssemblyLoadContext(Name, isCollectible: true);
        var assembly = _context.LoadFromStream(image);
        foreach (var i in indices)
        {
            var adapter = assembly.GetType($"{AdapterSource.Namespace}.{AdapterSource.ClassName(i)}", throwOnError: true)!;
            _models[i] = new GeneratedModel(_results[i].Plan, ModelCalls.Of(adapter));
        }
    }

    private static string Text(PlanError error) => $"{error.Id}{(error.Node.Length > 0 ? $" {error.Node}:" : "")} {error.Cause} {error.Cure}".TrimEnd();
}
