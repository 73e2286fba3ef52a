using Whittle.Onnx.Elements;

namespace Whittle.Onnx.Reading;

/// <summary>Turns the location that a model names into a path which is certain to lie in the model's folder: a model may come from anywhere, and must not
/// read /etc/passwd.</summary>
internal static class ExternalPath
{
    private const string Cure = "Put the data file beside the model and save the model with its plain file name as location.";

    public static string Resolve(string tensor, string folder, string location)
    {
        // Files made on Windows write backslashes; a colon would be a drive or a stream there.
        var parts = new List<string>();
        var isOutside = location[0] is '/' or '\\' || location.IndexOfAny([':', '\0']) >= 0;
        foreach (var part in location.Split('/', '\\'))
        {
            if (part == "..")
            {
                isOutside |= parts.Count == 0;
                parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        if (isOutside || parts.Count == 0)
        {
            throw new OnnxFormatException(
                $"{TensorErrors.Title(tensor)} keeps its data in '{Printable(location)}', which is outside the model's folder.",
                Cure);
        }

        var path = Path.GetFullPath(folder);
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            RefuseLink(tensor, path);
        }

        return path;
    }

    /// <summary>.NET Standard 2.0 cannot ask where a link leads, so links below the model's folder are refused whole.</summary>
    private static void RefuseLink(string tensor, string path)
    {
        if ((File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0)
        {
            throw new OnnxFormatException(
                $"{TensorErrors.Title(tensor)} keeps its data in '{path}', which is a symbolic link and may lead outside the model's folder.",
                "Replace the link by the file itself.");
        }
    }

    private static string Printable(string location) => location.Replace("\0", "\\0");
}
