using Whittle.Onnx.Reading;
using Whittle.Onnx.Wire;

namespace Whittle.Onnx;

/// <summary>Reads the ONNX wire format. Whatever the bytes are, the answer is a model or an <see cref="OnnxFormatException"/>.</summary>
public static class OnnxReader
{
    /// <summary>Reads a model; tensors stored as raw data are windows into <paramref name="file"/>.</summary>
    /// <param name="file">The bytes of the .onnx file; they must not change while the model is in use.</param>
    /// <param name="folder">The model's folder, in which external data must lie; null refuses external data.</param>
    public static OnnxModel Read(ReadOnlyMemory<byte> file, string? folder = null)
    {
        FileSignature.RefuseEmpty(file.Span);
        try
        {
            return ModelReader.Read(new ProtoReader(file, "the model"), new ReadContext(folder));
        }
        catch (OnnxFormatException failure) when (FileSignature.Explain(file.Span) is not null)
        {
            throw FileSignature.Refusal(file.Span, failure);
        }
    }

    public static OnnxModel ReadFile(string path) => Read(ModelFile.ReadAll(path), ModelFile.Folder(path));

    /// <summary>Reads a TensorProto that stands alone, as the input_0.pb of ONNX backend test data.</summary>
    public static OnnxTensor ReadTensor(ReadOnlyMemory<byte> bytes)
    {
        FileSignature.RefuseEmpty(bytes.Span);
        return TensorReader.Read(new ProtoReader(bytes, "a tensor"), new ReadContext(folder: null));
    }
}
