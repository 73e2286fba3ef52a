using System.Reflection;
using Whittle.Package.Tests;

[assembly: AssemblyFixture(typeof(PackedPackage))]

namespace Whittle.Package.Tests;

/// <summary>The package, packed once for all tests from what was built with them.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    /// <summary>A folder that holds the package and nothing else.</summary>
    public string Feed { get; } = Directory.CreateTempSubdirectory("whittle feed").FullName;

    // The configuration of this very test, so that what was just built is what is packed.
    internal static string Configuration => typeof(PackedPackage).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>Where this machine keeps the packages that the repository uses.</summary>
    internal static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public async ValueTask InitializeAsync() => await Pack("generator/Whittle.Build", Feed);

    internal static async Task Pack(string project, string feed) =>
        (await Dotnet.Run(Path.Combine(Repository(), project), Packages, "pack", "--no-build", "-c", Configuration, "-o", feed)).Succeeded();

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Feed, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Generators.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }

        return folder;
    }
}
