namespace Whittle.Compiler.Tests.Models;

/// <summary>Files of the repository, and the model collections that may lie beside it.</summary>
internal static class Repository
{
    public static byte[] DigitsModel => File.ReadAllBytes(Path.Combine(Find("samples"), "Digits", "Models", "digits.onnx"));

    /// <summary>A folder of the collections; skips the test when it is not there.</summary>
    public static string Shared(string name)
    {
        if (Above(folder => File.Exists(Path.Combine(folder, "shared", "design.md")) && Path.Exists(Path.Combine(folder, "shared", name))) is { } root)
        {
            return Path.Combine(root, "shared", name);
        }

        Assert.Skip($"needs ../shared/{name}");
        return "";
    }

    public static string[] SharedModels()
    {
        var files = Directory.GetFiles(Shared("models"), "*.onnx", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    public static string Find(string folder) => Path.Combine(Above(parent => File.Exists(Path.Combine(parent, "Generators.sln")))!, folder);

    private static string? Above(Func<string, bool> holds)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (holds(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
