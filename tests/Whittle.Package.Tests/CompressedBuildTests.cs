using Whittle.Package.Tests.Ide;

namespace Whittle.Package.Tests;

/// <summary>A project whose models are compressed, calibrated, judged and limited by the build: what is done again when nothing or something has
/// changed.</summary>
public sealed class CompressedBuildTests(PackedPackage package) : IDisposable
{
    private const string Folder = "compressed app";
    private const string Settings = Folder + "/Models/small.onnx.whittle";
    private const string Configuration = Folder + "/.globalconfig";
    private const string CompileTarget = "WhittleCompileModels";
    private const string CompiledLine = "Whittle: Models/small.onnx -> Compressed.Small";
    private const int Inputs = 64;

    private static readonly string[] s_build = ["build", "--no-restore", "-v:n"];

    private readonly Workspace _workspace = new(package);

    [Fact]
    public async Task NothingChanged_NothingIsDoneAgain()
    {
        Checkout();
        (await _workspace.Run(Folder, "restore")).Succeeded();
        var first = (await _workspace.Run(Folder, s_build)).Succeeded();
        Assert.Contains(CompiledLine, first.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Models/large.onnx(1,1): warning WHT1001",
            first.Output.Replace(_workspace.PathOf(Folder) + "/", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain("small.onnx(1,1): warning", first.Output, StringComparison.Ordinal);
        var made = Made();
        Assert.Equal(4, made.Keys.Count(file => file.Contains("/whittle/", StringComparison.Ordinal)));

        var second = (await _workspace.Run(Folder, s_build)).Succeeded();
        Assert.True(second.Skipped(CompileTarget), second.Output);
        Assert.True(second.Skipped("CoreCompile"), second.Output);
        Assert.DoesNotContain("Whittle: Models/", second.Output, StringComparison.Ordinal);
        Assert.Equal(made, Made());

        // Rules read plans: what they say changes without a model being compiled.
        _workspace.Write(Configuration, "is_global = true\ndotnet_diagnostic.WHT1001.severity = none\n");
        var judged = (await _workspace.Run(Folder, s_build)).Succeeded();
        Assert.True(judged.Skipped(CompileTarget), judged.Output);
        Assert.DoesNotContain("WHT1001", judged.Output, StringComparison.Ordinal);

        // A setting of one model compiles that one.
        _workspace.Write(Settings, "Quantize = int8\nPrune = 0.8\nCalibrationData = ../data\n");
        var compressed = (await _workspace.Run(Folder, s_build)).Succeeded();
        Assert.Contains(CompiledLine, compressed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Models/large.onnx ->", compressed.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Times of everything that the build of models makes, and of the assembly (with its two forms for references).</summary>
    private Dictionary<string, DateTime> Made() => Directory.GetFiles(_workspace.PathOf(Folder + "/obj"), "*", SearchOption.AllDirectories)
        .Where(file => file.Contains("/whittle/", StringComparison.Ordinal) && !file.EndsWith(".request", StringComparison.Ordinal)
            || file.EndsWith("compressed app.dll", StringComparison.Ordinal))
        .ToDictionary(file => file, File.GetLastWriteTimeUtc, StringComparer.Ordinal);

    private void Checkout()
    {
        _workspace.Write(Folder + "/Models/small.onnx", WideModel.Write(Inputs, outputs: 40));
        _workspace.Write(Folder + "/Models/large.onnx", WideModel.Write(Inputs, outputs: 50));
        _workspace.Write(Settings, "Quantize = int8\nPrune = 0.5\nCalibrationData = ../data\nMaxBytes = 5000\n");
        _workspace.Write(Folder + "/data/inputs.npy", Samples(count: 3));
        _workspace.Write(Configuration, "is_global = true\nwhittle_min_share = 0.02\n");
        _workspace.Write(Folder + "/compressed app.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <RootNamespace>Compressed</RootNamespace>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Whittle" Version="*-*" />
                <CompressedModel Include="Models/small.onnx" />
                <CompressedModel Include="Models/large.onnx" Rules="WHT1012=none;min_parameters=2000" />
              </ItemGroup>
            </Project>
            """);
        _workspace.Write(Folder + "/Program.cs", "System.Console.WriteLine(Compressed.Small.OutputLength + Compressed.Large.OutputLength);\n");
    }

    /// <summary>A NumPy array of float32, version 1 of the format.</summary>
    private static byte[] Samples(int count)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {Inputs}), }}".PadRight(117) + "\n";
        var values = Enumerable.Range(0, count * Inputs).SelectMany(i => BitConverter.GetBytes((i % 17 / 17f) - 0.3f));
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. values];
    }
}
