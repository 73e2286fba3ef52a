namespace Whittle.Compression.Weights;

/// <summary>A file of tensors that is damaged, or holds what is not read. The message names the file's part.</summary>
public sealed class TensorFileException(string message) : IOException(message);
