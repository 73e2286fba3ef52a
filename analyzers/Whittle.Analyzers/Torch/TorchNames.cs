using Microsoft.CodeAnalysis;

namespace Whittle.Analyzers.Torch;

/// <summary>The types of TorchSharp and of the compression library that the rules look for.</summary>
/// <param name="Sequential">TorchSharp's container of layers.</param>
/// <param name="Export">The class that writes ONNX files; null where the library is not referenced.</param>
internal sealed record TorchNames(INamedTypeSymbol Sequential, INamedTypeSymbol? Export)
{
    /// <summary>The option of an export that quantizes without anything else.</summary>
    public const string DynamicActivations = "DynamicActivations";

    private static readonly HashSet<string> Compressing = new(StringComparer.Ordinal)
    {
        "Whittle.Compression.Pruning", "Whittle.Compression.Quantization", "Whittle.Compression.Sharing",
    };

    /// <summary>Null where there is no TorchSharp.</summary>
    public static TorchNames? Of(Compilation compilation) => compilation.GetTypeByMetadataName("TorchSharp.Modules.Sequential") is { } sequential
        ? new TorchNames(sequential, compilation.GetTypeByMetadataName("Whittle.Compression.Export.OnnxExport"))
        : null;

    /// <summary>Whether the type belongs to what makes networks smaller.</summary>
    public static bool Compresses(ITypeSymbol? type) => type?.ContainingNamespace is { } space && Compressing.Contains(Root(space));

    public bool IsSequential(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, Sequential);

    /// <summary>The first three names of a namespace.</summary>
    private static string Root(INamespaceSymbol space)
    {
        var parts = space.ToDisplayString().Split('.');
        return string.Join(".", parts.Take(3));
    }
}
