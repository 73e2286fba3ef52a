using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace Whittle.Analyzers.Tests;

/// <summary>The running framework as references: nothing is downloaded.</summary>
internal static class Framework
{
    private static readonly string[] s_names =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Console", "System.Threading",
        "System.Runtime.Extensions",
    ];

    public static ReferenceAssemblies None { get; } = new("net10.0");

    public static IEnumerable<MetadataReference> References { get; } =
        [.. s_names.Select(name => MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll")))];
}
