using System.Text.Json;

namespace Whittle.Package.Tests;

/// <summary>
/// A user of the package Whittle.Compression: a program that says whether libtorch loads, built without a native package, and run again with libtorch beside
/// it. Nothing is downloaded: the packages come from what this repository was built with.
/// </summary>
public sealed class CompressionStory : IAsyncLifetime
{
    private const string Folder = "trainer";
    private const string Output = "bin/Debug/net10.0";

    private readonly string _feed = Directory.CreateTempSubdirectory("whittle compression feed").FullName;
    private Workspace? _workspace;

    internal string Package => Directory.GetFiles(_feed, "Whittle.Compression.*.nupkg").Single();

    internal CommandResult Build { get; private set; } = null!;

    /// <summary>TorchSharp's library as the build left it, and as its package has it.</summary>
    internal (byte[] Built, byte[] Packed) Library { get; private set; }

    internal CommandResult RunWithoutLibtorch { get; private set; } = null!;

    /// <summary>Null where this machine has no libtorch.</summary>
    internal CommandResult? RunWithLibtorch { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await PackedPackage.Pack("generator/Whittle.Onnx", _feed);
        await PackedPackage.Pack("runtime/Whittle.Compression", _feed);
        CopyDependencies();
        _workspace = new Workspace(_feed);
        _workspace.Write(Folder + "/trainer.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Whittle.Compression" Version="*-*" />
              </ItemGroup>
            </Project>
            """);
        _workspace.Write(Folder + "/Program.cs", """
            using Whittle.Compression.Export;
            using Whittle.Compression.Native;
            using static TorchSharp.torch.nn;

            if (TorchNative.Fault() is { } fault)
            {
                Console.WriteLine(fault);
                return;
            }

            var file = OnnxExport.Write(Sequential(("fc", Linear(4, 2))), new ExportOptions { InputShape = [1, 4] });
            Console.WriteLine($"exported {Whittle.Onnx.OnnxReader.Read(file).Graph.Nodes.Count} node");
            """);
        Build = await _workspace.Run(Folder, "build");
        if (Build.ExitCode == 0)
        {
            await Use();
        }
    }

    public ValueTask DisposeAsync()
    {
        _workspace?.Dispose();
        Directory.Delete(_feed, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task Use()
    {
        const string Library = "runtimes/linux-x64/native/libLibTorchSharp.so";
        var package = Directory.GetDirectories(_workspace!.PathOf("packages/torchsharp")).Single();
        this.Library = (File.ReadAllBytes(_workspace.PathOf($"{Folder}/{Output}/{Library}")), File.ReadAllBytes(Path.Combine(package, Library)));
        RunWithoutLibtorch = await _workspace.Run(Folder, $"{Output}/trainer.dll");
        if (Libtorch() is not { } folder)
        {
            return;
        }

        // What the package libtorch-cpu-linux-x64 would put there, without half a gigabyte of copies.
        foreach (var file in Directory.GetFiles(folder))
        {
            File.CreateSymbolicLink(_workspace.PathOf($"{Folder}/{Output}/runtimes/linux-x64/native/{Path.GetFileName(file)}"), file);
        }

        RunWithLibtorch = await _workspace.Run(Folder, $"{Output}/trainer.dll");
    }

    private static string? Libtorch()
    {
        var versions = Path.Combine(PackedPackage.Packages, "libtorch-cpu-linux-x64");
        return OperatingSystem.IsLinux() && Directory.Exists(versions)
            ? Directory.GetDirectories(versions).Select(version => Path.Combine(version, "runtimes", "linux-x64", "native")).FirstOrDefault(Directory.Exists)
            : null;
    }

    /// <summary>The packages that the library was built with, as files of the feed.</summary>
    private void CopyDependencies()
    {
        using var assets = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(PackedPackage.Repository(), "runtime", "Whittle.Compression", "obj", "project.assets.json")));
        foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject().Where(
            library => library.Value.GetProperty("type").GetString() == "package"))
        {
            var path = library.Value.GetProperty("path").GetString()!;
            var file = path.Replace('/', '.') + ".nupkg";
            File.Copy(Path.Combine(PackedPackage.Packages, path, file), Path.Combine(_feed, file));
        }
    }
}
