using System.Globalization;
using Whittle.Onnx.Elements;

namespace Whittle.Onnx.Reading;

/// <summary>Reads a tensor's data from a file beside the model.</summary>
internal static class ExternalData
{
    private const string SaveAgain = "Save the model again, together with its external data.";

    /// <exception cref="OnnxFormatException">The data is not to be had; the exception says that it concerns external data.</exception>
    public static byte[] Read(OnnxTensor tensor, int bytes, ExternalLocation place, string? folder)
    {
        try
        {
            return ReadPlace(tensor, bytes, place, folder);
        }
        catch (OnnxFormatException failure) when (!failure.ConcernsExternalData)
        {
            throw new OnnxFormatException(failure.Message, failure.Cure, failure) { ConcernsExternalData = true };
        }
    }

    private static byte[] ReadPlace(OnnxTensor tensor, int bytes, ExternalLocation place, string? folder)
    {
        var title = TensorErrors.Title(tensor.Name);
        if (folder is null)
        {
            throw new OnnxFormatException(
                $"{title} keeps its data in another file, and the model's folder is not known here.",
                "Read the model from its file, or save it with all tensors inside.");
        }

        if (string.IsNullOrEmpty(place.Path))
        {
            throw new OnnxFormatException($"{title} says that its data is external, but not in which file.", SaveAgain);
        }

        if (ExternalLocation.Parse(place.Offset, whenAbsent: 0) is not { } offset || ExternalLocation.Parse(place.Length, whenAbsent: bytes) is not { } length)
        {
            throw new OnnxFormatException(
                $"{title} has external data with the offset '{place.Offset}' and the length '{place.Length}', which are no byte counts.",
                SaveAgain);
        }

        if (length != bytes)
        {
            throw TensorErrors.WrongLength(tensor, length, bytes);
        }

        try
        {
            return Read(title, ExternalPath.Resolve(tensor.Name, folder, place.Path!), offset, bytes);
        }
        catch (Exception failure) when (ModelFile.IsFileFailure(failure))
        {
            throw new OnnxFormatException(
                $"{title} keeps its data in '{place.Path}', which cannot be read: {failure.Message}",
                "Put the data file beside the model; both belong together.",
                failure);
        }
    }

    private static byte[] Read(string title, string path, long offset, int bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (offset > file.Length || bytes > file.Length - offset)
        {
            throw Short(title, path, file.Length, offset, bytes);
        }

        var data = new byte[bytes];
        file.Seek(offset, SeekOrigin.Begin);
        for (var filled = 0; filled < bytes;)
        {
            var count = file.Read(data, filled, bytes - filled);
            filled += count > 0 ? count : throw Short(title, path, file.Length, offset, bytes);
        }

        return data;
    }

    private static OnnxFormatException Short(string title, string path, long length, long offset, int bytes) => new(
        string.Format(CultureInfo.InvariantCulture, "{0} needs {1} bytes at offset {2} of '{3}', which has {4} bytes.", title, bytes, offset, path, length),
        "Restore the whole data file; the model and its data belong together.");
}
