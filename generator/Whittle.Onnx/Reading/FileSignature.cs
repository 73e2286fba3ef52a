using System.Text;

namespace Whittle.Onnx.Reading;

/// <summary>Recognises what a file is when it is no ONNX model. Asked only after reading failed, so no valid model is ever refused by its first
/// bytes.</summary>
internal static class FileSignature
{
    private const string ExportCure = "Load it where it was made and export it to ONNX (torch.onnx.export, tf2onnx, optimum-cli).";

    public static void RefuseEmpty(ReadOnlySpan<byte> file)
    {
        if (file.Length == 0)
        {
            throw new OnnxFormatException(
                "The file is empty (0 bytes).",
                "Export the model again, or restore it from where it came (a full download, source control).");
        }
    }

    public static OnnxFormatException Refusal(ReadOnlySpan<byte> file, OnnxFormatException failure)
    {
        var (what, cure) = Explain(file) ?? (failure.Message, failure.Cure);
        return new OnnxFormatException(what, cure, failure);
    }

    /// <summary>Message and cure for a known kind of file, or null.</summary>
    public static (string What, string Cure)? Explain(ReadOnlySpan<byte> file)
    {
        if (Has(file, 0, "version https://git-lfs"))
        {
            return ("The file is a Git LFS pointer, not the model itself.", "Run 'git lfs install' and 'git lfs pull', then build again.");
        }

        if (Has(file, 4, "ORTM"))
        {
            return ("The file is in ORT format (a flatbuffer made for ONNX Runtime), not ONNX.", "Use the .onnx file that the .ort file was made from.");
        }

        if (Has(file, 4, "TFL3"))
        {
            return ("The file is a TensorFlow Lite model.", ExportCure);
        }

        if (Has(file, 0, "PK\u0003\u0004"))
        {
            return (
                "The file is a zip archive: a PyTorch checkpoint (.pt, .pth), a NumPy .npz, or a zipped model.",
                "Unzip it if it holds an .onnx file; otherwise load it in PyTorch and call torch.onnx.export.");
        }

        if (file.Length > 2 && file[0] == 0x80 && file[1] is >= 2 and <= 5)
        {
            return ("The file is a Python pickle, as old PyTorch checkpoints (.pth) are.", "Load it in PyTorch and call torch.onnx.export.");
        }

        if (file.Length > 1 && file[0] == 0x1F && file[1] == 0x8B)
        {
            return ("The file is compressed with gzip.", "Unpack it (gunzip) and use the .onnx file inside.");
        }

        if (Has(file, 1, "HDF\r\n"))
        {
            return ("The file is in HDF5 format, as Keras models (.h5) are.", ExportCure);
        }

        if (Has(file, 0, "GGUF"))
        {
            return ("The file is in GGUF format, the weights of a language model without its graph.", ExportCure);
        }

        if (Has(file, 8, "{\""))
        {
            return ("The file is in safetensors format: weights without a graph.", ExportCure);
        }

        return LooksLikeText(file)
            ? ("The file is text, not a binary ONNX model.", "Download the model itself (not its web page), or convert it to the binary form.")
            : null;
    }

    private static bool Has(ReadOnlySpan<byte> file, int at, string signature) =>
        file.Length >= at + signature.Length && file.Slice(at, signature.Length).SequenceEqual(Encoding.ASCII.GetBytes(signature));

    private static bool LooksLikeText(ReadOnlySpan<byte> file)
    {
        var start = file.Slice(0, Math.Min(file.Length, 64));
        foreach (var value in start)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or > 0x7E)
            {
                return false;
            }
        }

        return start.Length >= 4;
    }
}
