using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Compiler;
using Whittle.Compiler.Selection;
using Whittle.Tool.InMemory;

namespace Whittle.Benchmarks.Compilation;

/// <summary>Compiled models, loaded.</summary>
/// <remarks>Into the default context: statics of collectible assemblies are slower than those that users have.</remarks>
internal static class NetAssembly
{
    private static readonly MetadataReference s_interface = MetadataReference.CreateFromFile(typeof(ICompiledNet).Assembly.Location);

    private static int s_count;

    /// <summary>Compiles a model file of this name.</summary>
    public static CompileResult Compile(byte[] model, string className, bool exact = true, KernelForm? wanted = null)
    {
        var result = ModelCompiler.Compile(model, className + ".onnx", new CompileOptions { ClassName = className, Exact = exact, Wanted = wanted });
        return result.Succeeded
            ? result
            : throw new InvalidOperationException(string.Join("\n", result.Plan.Errors.Select(error => $"{className}: {error.Id} {error.Node}: {error.Cause} {error.Cure}")), result.Fault);
    }

    /// <summary>Loads the models, whose class names differ, in one assembly; results in the same order.</summary>
    public static IReadOnlyList<ICompiledNet> Load(IReadOnlyList<CompileResult> models)
    {
        using var image = Emit(FormattableString.Invariant($"Nets{s_count++}"), models, models.Select(model => AdapterSource.Write(model.Plan)));
        var assembly = AssemblyLoadContext.Default.LoadFromStream(image);
        return [.. models.Select(model => (ICompiledNet)Activator.CreateInstance(assembly.GetType(AdapterSource.ClassName(model.Plan), throwOnError: true)!)!)];
    }

    /// <summary>One assembly of all models and of further sources. With a Main among these it is a program.</summary>
    public static MemoryStream Emit(string name, IReadOnlyList<CompileResult> models, IEnumerable<string> sources, bool program = false)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source, ModelSource.Language));
        return ModelCompilation.Of(name, models, trees, program, s_interface).Emit();
    }
}
