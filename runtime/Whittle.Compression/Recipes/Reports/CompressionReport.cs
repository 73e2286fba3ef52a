namespace Whittle.Compression.Recipes.Reports;

/// <summary>What a recipe did to a network.</summary>
/// <param name="Recipe">Its name.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="SizeDescription">What the bytes are: <see cref="Sizes.SizeMeter.Description"/>.</param>
/// <param name="Stages">After every stage.</param>
/// <param name="Layers">At the end.</param>
public sealed record CompressionReport(
    string Recipe, int Seed, string SizeDescription, IReadOnlyList<StageReport> Stages, IReadOnlyList<LayerReport> Layers);

/// <summary>A network after a stage.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Steps">Optimizer steps that it took.</param>
/// <param name="Loss">Loss of the last one; 0 without one.</param>
/// <param name="Error">Error in percent on the validation data.</param>
/// <param name="Kept">Share of weights that are not zero.</param>
/// <param name="Bytes">Size.</param>
public sealed record StageReport(string Name, int Steps, double Loss, double Error, double Kept, long Bytes);

/// <summary>A layer at the end.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Weights">Number of weights, without the bias.</param>
/// <param name="Kept">Share that is not zero.</param>
/// <param name="Codebook">Distinct values other than zero, where there are at most 256; otherwise 0.</param>
/// <param name="Bits">Bits of a kept weight before entropy coding: those of its integer or of its index, and 32 for a float.</param>
/// <param name="BytesBefore">Four for every weight and bias of the network as it was created; 0 where the layer was not there.</param>
/// <param name="BytesAfter">Size of weights and bias.</param>
public sealed record LayerReport(string Name, long Weights, double Kept, int Codebook, int Bits, long BytesBefore, long BytesAfter);
