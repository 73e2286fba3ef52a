using System.Text;

namespace Whittle.Package.Tests;

/// <summary>A temporary folder for projects that have the packed package as their only source, and no other influence from outside.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _root;

    public Workspace(PackedPackage package)
        : this(package.Feed)
    {
    }

    /// <param name="feed">The only source of packages.</param>
    /// <param name="name">How the folder's name begins; with a space, because users have such folders.</param>
    public Workspace(string feed, string name = "whittle package")
    {
        _root = Directory.CreateTempSubdirectory(name).FullName;
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{feed}" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string PathOf(string path) => Path.GetFullPath(Path.Combine(_root, path));

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), content);
    }

    public Task<CommandResult> Run(string folder, params string[] arguments) => Dotnet.Run(PathOf(folder), PathOf("packages"), arguments);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
