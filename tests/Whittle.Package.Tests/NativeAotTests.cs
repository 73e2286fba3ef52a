using System.Runtime.InteropServices;

namespace Whittle.Package.Tests;

/// <summary>A native program (PublishAot) of the sample's convolutional network: nothing is trimmed that is needed, and it gives the bits that the
/// just-in-time compiler gives.</summary>
public sealed class NativeAotTests(PackedPackage package) : IDisposable
{
    private const string Folder = "native";

    // The linker's command does not quote paths.
    private readonly Workspace _workspace = new(package.Feed, "whittle-native");

    public static TheoryData<string> InstructionSets => ["", "x86-64-v3", "native"];

    private static string? Linker => Dotnet.PathOf("clang") ?? Dotnet.PathOf("gcc");

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public async Task NativeProgram_GivesTheSameBits(string instructions)
    {
        Assert.SkipWhen(OperatingSystem.IsLinux() && Linker is null, "needs clang or gcc to link a native program");
        Assert.SkipWhen(
            instructions.StartsWith("x86", StringComparison.Ordinal) && RuntimeInformation.ProcessArchitecture != Architecture.X64, "needs an x64 processor");
        DigitProgram.Write(_workspace, Folder, package.Feed, "Microsoft.NET.Sdk");
        var restored = await _workspace.Run(Folder, ["restore", "-r", RuntimeInformation.RuntimeIdentifier, .. Options(instructions)]);
        Assert.SkipWhen(
            restored.Output.Contains("NU1101", StringComparison.Ordinal) && restored.Output.Contains("ILCompiler", StringComparison.OrdinalIgnoreCase),
            "needs the package Microsoft.DotNet.ILCompiler");
        restored.Succeeded();

        (await _workspace.Run(Folder, ["publish", "--no-restore", "-r", RuntimeInformation.RuntimeIdentifier, "-o", _workspace.PathOf("out"), .. Options(instructions)])).Succeeded();
        var native = await Dotnet.Execute(_workspace.PathOf(OperatingSystem.IsWindows() ? "out/program.exe" : "out/program"));
        Assert.Equal(await DigitProgram.Expected(_workspace, package.Feed), native.Succeeded().Output);
    }

    // Trim and AOT warnings are errors.
    private static string[] Options(string instructions) =>
    [
        "-p:PublishAot=true",
        "-p:TreatWarningsAsErrors=true",
        .. Linker is { } linker ? [$"-p:CppCompilerAndLinker={linker}"] : Array.Empty<string>(),
        .. instructions.Length > 0 ? [$"-p:IlcInstructionSet={instructions}"] : Array.Empty<string>(),
    ];
}
