using Whittle.Onnx;

namespace Whittle.Compiler.Planning;

/// <summary>Class names from the model's metadata.</summary>
internal static class Labels
{
    private static readonly char[] Separators = ['\n', ';', ','];

    /// <summary>The entry "labels" (or "classes"), one per line or separated by commas or semicolons; empty when there is none.</summary>
    public static string[] Read(OnnxModel model)
    {
        var text = model.Metadata.FirstOrDefault(entry => entry.Key is "labels" or "classes").Value;
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var separator = Separators.First(c => text.Contains(c) || c == ',');
        return [.. text.Split(separator).Select(label => label.Trim()).Where(label => label.Length > 0)];
    }
}
