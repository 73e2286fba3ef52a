namespace Whittle.Architecture.Tests;

/// <summary>The repository as files: what the tests of its shape read.</summary>
internal static class Repository
{
    private static readonly HashSet<string> s_generated = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".vs", ".idea", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules",
    };

    public static string Root { get; } = FindRoot();

    /// <summary>All files but what builds and tools make, as paths from the root with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Enumerate(new DirectoryInfo(Root))
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    public static IReadOnlyList<ProjectFile> Projects { get; } = [.. Files
        .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
        .Select(file => ProjectFile.Read(Root, file))];

    public static string FullPath(string file) => Path.Combine(Root, file);

    // In a second work tree of git, .git is a file.
    private static IEnumerable<FileInfo> Enumerate(DirectoryInfo folder) => folder.EnumerateFiles().Where(file => !s_generated.Contains(file.Name))
        .Concat(folder.EnumerateDirectories().Where(inner => !s_generated.Contains(inner.Name)).SelectMany(Enumerate));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Generators.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }

        return folder;
    }
}
