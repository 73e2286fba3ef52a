namespace Whittle.Onnx.Tests;

/// <summary>Model collections that may lie beside the repository; tests that need them are skipped without them.</summary>
internal static class SharedFiles
{
    public static string Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(shared, "design.md")) && Directory.Exists(Path.Combine(shared, name)))
            {
                return Path.Combine(shared, name);
            }
        }

        Assert.Skip($"needs ../shared/{name}");
        return "";
    }

    public static string[] All(string folder, string pattern)
    {
        var files = Directory.GetFiles(Folder(folder), pattern, SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
