namespace Whittle.Tool.Verification;

/// <summary>A model with one set of inputs and the outputs that belong to them.</summary>
/// <param name="Name">How the case is called: its folder, seen from the path that was given.</param>
/// <param name="ModelPath">The model.</param>
/// <param name="DataFolder">Folder of input_K.pb and output_K.pb.</param>
/// <param name="BoundInputs">Places of the inputs that are constants, from an index beside the cases; null when nothing says so.</param>
internal sealed record VerificationCase(string Name, string ModelPath, string DataFolder, IReadOnlyList<int>? BoundInputs);
