using System.Runtime.CompilerServices;

namespace Whittle.Tool.Tests;

/// <summary>Models of this repository.</summary>
internal static class Samples
{
    public static string Digits { get; } = Path.Combine(Root(), "samples", "Digits", "Models", "digits.onnx");

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
