using Microsoft.CodeAnalysis;
using Whittle.Runtime;

namespace Whittle.Tool.InMemory;

/// <summary>What generated code is compiled against: the running framework and the runtime library.</summary>
internal static class FrameworkReferences
{
    public static MetadataReference[] All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(IsaLevel).Assembly.Location),
    ];
}
