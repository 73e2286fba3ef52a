namespace Whittle.Tool.Tests;

/// <summary>Test data that lies beside the repository, where it does.</summary>
internal static class Shared
{
    public static string? Folder(string path)
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            var shared = Path.Combine(at, "shared");
            if (File.Exists(Path.Combine(shared, "design.md")) && Directory.Exists(Path.Combine(shared, path)))
            {
                return Path.Combine(shared, path);
            }
        }

        return null;
    }
}
