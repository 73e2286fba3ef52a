using Microsoft.CodeAnalysis;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>What generated code is compiled against: the running framework, the runtime library, and this assembly for <see cref="IGeneratedModel"/>.</summary>
internal static class FrameworkReferences
{
    public static MetadataReference[] All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Whittle.Runtime.Isa).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(FrameworkReferences).Assembly.Location),
    ];
}
