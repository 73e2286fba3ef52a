using System.Security;

namespace Whittle.Onnx.Reading;

/// <summary>Brings a model file into memory, with the reasons why that fails as one kind of exception.</summary>
internal static class ModelFile
{
    public static byte[] ReadAll(string path)
    {
        try
        {
            if (new FileInfo(path).Length > int.MaxValue)
            {
                throw new OnnxFormatException(
                    $"The file '{path}' is larger than 2 GB, more than protobuf allows.",
                    "Save the model with its tensors as external data.");
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (IsFileFailure(failure))
        {
            throw new OnnxFormatException($"The model file '{path}' cannot be read: {failure.Message}", "Check the path and the rights to the file.", failure);
        }
    }

    public static string? Folder(string path) => Path.GetDirectoryName(Path.GetFullPath(path));

    public static bool IsFileFailure(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;
}
