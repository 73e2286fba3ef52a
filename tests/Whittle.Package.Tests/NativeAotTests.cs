using System.Runtime.InteropServices;

namespace Whittle.Package.Tests;

/// <summary>A native program (PublishAot) of the sample's convolutional network: nothing is trimmed that is needed, and it gives the bits that the just-in-time compiler gives.</summary>
public sealed class NativeAotTests(PackedPackage package) : IDisposable
{
    private const string Folder = "native";

    // The linker's command does not quote paths.
    private readonly Workspace _workspace = new(package.Feed, "whittle-native");

    public static TheoryData<string> InstructionSets => ["", "x86-64-v3", "native"];

    private static string? Linker => new[] { "clang", "gcc" }.FirstOrDefault(name =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))));

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public async Task NativeProgram_GivesTheSameBits(string instructions)
    {
        Assert.SkipWhen(OperatingSystem.IsLinux() && Linker is null, "needs clang or gcc to link a native program");
        Assert.SkipWhen(instructions.StartsWith("x86", StringComparison.Ordinal) && RuntimeInformation.ProcessArchitecture != Architecture.X64, "needs an x64 processor");
        Write();
        var restored = await _workspace.Run(Folder, ["restore", "-r", RuntimeInformation.RuntimeIdentifier, .. Options(instructions)]);
        Assert.SkipWhen(restored.Output.Contains("NU1101", StringComparison.Ordinal) && restored.Output.Contains("ILCompiler", StringComparison.OrdinalIgnoreCase), "needs the package Microsoft.DotNet.ILCompiler");
        restored.Succeeded();

        (await _workspace.Run(Folder, ["publish", "--no-restore", "-r", RuntimeInformation.RuntimeIdentifier, "-o", _workspace.PathOf("out"), .. Options(instructions)])).Succeeded();
        (await _workspace.Run(Folder, "build", "-c", "Debug", "-o", _workspace.PathOf("jit"))).Succeeded();

        var native = await Dotnet.Execute(_workspace.PathOf(OperatingSystem.IsWindows() ? "out/native.exe" : "out/native"));
        var expected = await _workspace.Run(Folder, _workspace.PathOf("jit/native.dll"));
        Assert.Equal(expected.Succeeded().Output, native.Succeeded().Output);
        Assert.Equal(10, native.Output.Split(' ').Length);
    }

    // Trim and AOT warnings are errors.
    private static string[] Options(string instructions) =>
    [
        "-p:PublishAot=true",
        "-p:TreatWarningsAsErrors=true",
        .. Linker is { } linker ? [$"-p:CppCompilerAndLinker={linker}"] : Array.Empty<string>(),
        .. instructions.Length > 0 ? [$"-p:IlcInstructionSet={instructions}"] : Array.Empty<string>(),
    ];

    private void Write()
    {
        // The compiler of native programs is a package of its own, so the machine's other sources count here.
        _workspace.Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="feed" value="{package.Feed}" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        _workspace.Write(Folder + "/digits.onnx", File.ReadAllBytes(Path.Combine(PackedPackage.Repository(), "samples", "Digits", "Models", "digits.onnx")));
        _workspace.Write(Folder + "/native.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <InvariantGlobalization>true</InvariantGlobalization>
                <WarningsNotAsErrors>NU1603</WarningsNotAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Whittle" Version="*-*" />
                <CompressedModel Include="digits.onnx" />
              </ItemGroup>
            </Project>
            """);
        _workspace.Write(Folder + "/Program.cs", """
            using System;
            using System.Linq;

            var x = new float[native.Digits.InputLength];
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = i * 37 % 101 / 101f;
            }

            Console.Write(string.Join(' ', native.Digits.Predict(x).Select(BitConverter.SingleToInt32Bits)));
            """);
    }
}
