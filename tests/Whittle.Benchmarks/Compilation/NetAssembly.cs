using System.Runtime.Loader;
using Whittle.Compiler;

namespace Whittle.Benchmarks.Compilation;

/// <summary>Compiled models, loaded.</summary>
/// <remarks>Into the default context: statics of collectible assemblies are slower than those that users have.</remarks>
internal static class NetAssembly
{
    private static int s_count;

    /// <summary>Loads the models, whose class names differ, in one assembly; results in the same order.</summary>
    public static IReadOnlyList<ICompiledNet> Load(IReadOnlyList<CompileResult> models)
    {
        var image = NetCompilation.Emit(FormattableString.Invariant($"Nets{s_count++}"), models, models.Select(model => AdapterSource.Write(model.Plan)));
        var assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(image));
        return [.. models.Select(model => (ICompiledNet)Activator.CreateInstance(assembly.GetType(AdapterSource.ClassName(model.Plan), throwOnError: true)!)!)];
    }
}
