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
    private static string Configuration => typeof(PackedPackage).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public async ValueTask InitializeAsync()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var project = Path.Combine(Repository(), "generator", "Whittle.Build");
        (await Dotnet.Run(project, packages, "pack", "--no-build", "-c", Configuration, "-o", Feed)).Succeeded();
    }

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
