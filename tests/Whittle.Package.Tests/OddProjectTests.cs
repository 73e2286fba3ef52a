using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Whittle.Package.Tests;

/// <summary>Two target frameworks, the artifacts layout, a model outside the project with an odd name, linked twice; and a project that has the package only
/// through that one.</summary>
public sealed class OddProjectTests(PackedPackage package) : IDisposable
{
    private readonly Workspace _workspace = new(package);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task OddProject_Builds()
    {
        _workspace.Write("shared models/größe (1).onnx", TinyModel.Write(bias: 0));
        _workspace.Write("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        _workspace.Write("odd/Odd.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
                <EnableWindowsTargeting>true</EnableWindowsTargeting>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Whittle" Version="*-*" />
                <CompressedModel Include="../shared models/größe (1).onnx" />
                <CompressedModel Include="../shared models/größe (1).onnx" ClassName="Twin" Namespace="Elsewhere" Accessibility="internal" />
              </ItemGroup>
            </Project>
            """);
        _workspace.Write("odd/Use.cs", """
            namespace Odd;

            public static class Use
            {
                public static float[] Both(float[] x) => [.. Größe1.Predict(x), .. Elsewhere.Twin.Predict(x)];
            }
            """);

        _workspace.Write("below/Below.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../odd/Odd.csproj" />
                <CompressedModel Include="../shared models/größe (1).onnx" ClassName="Third" />
              </ItemGroup>
            </Project>
            """);
        _workspace.Write("below/Use.cs", """
            namespace Below;

            public static class Use
            {
                public static float[] All(float[] x) => [.. Odd.Use.Both(x), .. Third.Predict(x)];
            }
            """);

        (await _workspace.Run("odd", "build", "-v:n")).Succeeded();
        (await _workspace.Run("below", "build", "-v:n")).Succeeded();

        Assert.Equal(["Below.Third.weights"], Resources(_workspace.PathOf("artifacts/bin/Below/debug/Below.dll")));

        foreach (var framework in new[] { "debug_net10.0", "debug_net10.0-windows" })
        {
            Assert.Equal(["Odd.Größe1.weights", "Elsewhere.Twin.weights"], Resources(_workspace.PathOf($"artifacts/bin/Odd/{framework}/Odd.dll")));
        }
    }

    private static List<string> Resources(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name))];
    }
}
