using System.Xml.Linq;

namespace Whittle.Architecture.Tests;

/// <summary>What a csproj says about its place among the others.</summary>
internal sealed record ProjectFile(string Path, IReadOnlyList<ProjectLink> Links, IReadOnlyList<PackageLink> Packages, bool UsesTorch)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>First folder: generator, analyzers, runtime, tests, samples.</summary>
    public string Area => Path.Split('/')[0];

    public static ProjectFile Read(string root, string path)
    {
        var items = XDocument.Load(System.IO.Path.Combine(root, path)).Descendants().ToList();
        return new ProjectFile(
            path,
            [.. items.Where(item => item.Name.LocalName == "ProjectReference").Select(ProjectLink.Read)],
            [.. items.Where(item => item.Name.LocalName == "PackageReference").Select(PackageLink.Read)],
            items.Any(item => item.Name.LocalName == "UseTorch" && item.Value == "true"));
    }
}

/// <summary>A reference to another project; one that is only built first lends no types.</summary>
internal sealed record ProjectLink(string Name, bool LendsTypes)
{
    public static ProjectLink Read(XElement item) => new(
        Path.GetFileNameWithoutExtension(((string)item.Attribute("Include")!).Replace('\\', '/')),
        (string?)item.Attribute("ReferenceOutputAssembly") != "false");
}

/// <summary>A reference to a package.</summary>
internal sealed record PackageLink(string Name, string? Version, bool IsPrivate)
{
    public static PackageLink Read(XElement item) => new(
        (string?)item.Attribute("Include") ?? (string)item.Attribute("Update")!,
        (string?)item.Attribute("Version") ?? (string?)item.Attribute("VersionOverride"),
        (string?)item.Attribute("PrivateAssets") == "all");
}
