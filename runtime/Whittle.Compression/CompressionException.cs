namespace Whittle.Compression;

/// <summary>A compression step that cannot give a sensible network. The message names the layer, what is wrong and what helps.</summary>
public sealed class CompressionException(string message) : InvalidOperationException(message);
