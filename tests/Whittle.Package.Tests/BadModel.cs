namespace Whittle.Package.Tests;

/// <summary>A model that cannot be used, and what the build must say about it.</summary>
/// <param name="Path">Path in the project's folder; those in Models are found by a wildcard.</param>
/// <param name="Id">Of the one error.</param>
/// <param name="Cause">Words that the error must contain.</param>
/// <param name="Cure">Words after the cause.</param>
/// <param name="Content">The file; null leaves it out.</param>
/// <param name="Node">The node named; "" for the whole model.</param>
/// <param name="Metadata">Attributes of the item.</param>
public sealed record BadModel(string Path, string Id, string Cause, string Cure, byte[]? Content, string Node = "", string Metadata = "")
{
    public string FileName => System.IO.Path.GetFileName(Path);

    public override string ToString() => Path;
}
