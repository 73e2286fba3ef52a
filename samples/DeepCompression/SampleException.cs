namespace DeepCompression;

/// <summary>A mistake of the user; the message is all that is shown.</summary>
internal sealed class SampleException(string message) : Exception(message);
