using System.Text;
using System.Xml.Linq;

namespace Whittle.Architecture.Tests;

/// <summary>Rules of the whole repository that no compiler checks.</summary>
public class HouseTests
{
    // Written in two parts, so that this file does not trip over itself.
    private static readonly string[] s_machinePaths = ["/" + "work/", "/" + "root/", "/" + "home/", @":\" + @"Users\"];

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var solution = File.ReadAllText(Repository.FullPath("Generators.sln")).Replace('\\', '/');
        Rule.Holds(Repository.Projects.Select(project => project.Path).Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Files_NameNoMachine() => Rule.Holds(
        from file in Repository.Files
        let text = Encoding.Latin1.GetString(File.ReadAllBytes(Repository.FullPath(file)))
        from path in s_machinePaths
        where text.Contains(path, StringComparison.Ordinal)
        select $"{file}: {path}");

    [Fact]
    public void Versions_AreCentralAndPinned()
    {
        Rule.Holds(
            from project in Repository.Projects
            from package in project.Packages
            where package.Version is not null
            select $"{project.Path}: {package.Name} {package.Version}");

        Rule.Holds(
            from item in XDocument.Load(Repository.FullPath("Directory.Packages.props")).Descendants("PackageVersion")
            let version = (string)item.Attribute("Version")!
            where !System.Version.TryParse(version.Split('-')[0], out _)
            select $"{item.Attribute("Include")!.Value} {version}");
    }
}
