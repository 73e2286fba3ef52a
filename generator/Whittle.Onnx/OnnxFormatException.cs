namespace Whittle.Onnx;

/// <summary>The bytes are not a readable ONNX model; the message names the cause and the cure.</summary>
public sealed class OnnxFormatException : Exception
{
    public OnnxFormatException(string message, string cure)
        : base(message)
    {
        Cure = cure;
    }

    public OnnxFormatException(string message, string cure, Exception innerException)
        : base(message, innerException)
    {
        Cure = cure;
    }

    /// <summary>What the user can do about it, one sentence.</summary>
    public string Cure { get; }

    /// <summary>Whether the model itself is readable but data that it keeps in another file is not.</summary>
    public bool ConcernsExternalData { get; init; }
}
