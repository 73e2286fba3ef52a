namespace Whittle.Benchmarks.Catalogue;

/// <summary>A net of the benchmark with its variants in the order of the table.</summary>
public sealed record NetEntry(string Name, string Description, IReadOnlyList<Variant> Variants);
