namespace Whittle.Compression.Quantization;

/// <summary>Hooks on a network until it is disposed.</summary>
internal sealed class Attachment(Action remove) : IDisposable
{
    public void Dispose() => remove();
}
