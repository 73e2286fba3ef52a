namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>Models and data sets that may lie beside the repository; tests that need them are skipped without them.</summary>
internal static class Shared
{
    /// <summary>Full path of a file or folder below <c>../shared</c>.</summary>
    public static string Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(shared, "design.md")) && Path.Exists(Path.Combine(shared, relative)))
            {
                return Path.Combine(shared, relative);
            }
        }

        Assert.Skip($"needs ../shared/{relative}");
        return "";
    }

    /// <summary>Full path of a file of the repository.</summary>
    public static string Repository(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Generators.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository."), relative);
    }
}
