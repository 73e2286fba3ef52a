namespace Whittle.Plan;

/// <summary>One tensor of the weights file; its position in the list is its index in the file.</summary>
/// <param name="Name">Name of the initializer it came from, or what it is.</param>
/// <param name="Type">Element type once decoded.</param>
/// <param name="Shape">Dimensions once decoded.</param>
/// <param name="Encoding">Name of the stored form, such as "raw" or "sparse_codebook_coded" (docs/weights-format.md).</param>
/// <param name="StoredBytes">Bytes in the file.</param>
public sealed record PlanTensor(string Name, ElementType Type, EquatableArray<int> Shape, string Encoding, long StoredBytes);
