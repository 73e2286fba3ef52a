using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Whittle.Benchmarks.Measuring;

/// <summary>The ahead-of-time image of the runtime library that the package has for this system, made from the sources as they are.</summary>
internal sealed class PrecompiledRuntime : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whittle").FullName;

    private PrecompiledRuntime(string runtime)
    {
        var project = System.IO.Path.Combine(Repository.Root, "runtime", "Whittle.Runtime.Precompiled");
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-r", runtime, "-p:Precompile=true", "-o", _folder])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(output);
        }
    }

    /// <summary>The assembly.</summary>
    public string Path => System.IO.Path.Combine(_folder, "Whittle.Runtime.dll");

    /// <summary>Makes it; null on systems for which the package has none.</summary>
    public static PrecompiledRuntime? Make() => RuntimeInformation.ProcessArchitecture != Architecture.X64 ? null
        : OperatingSystem.IsLinux() ? new PrecompiledRuntime("linux-x64")
        : OperatingSystem.IsWindows() ? new PrecompiledRuntime("win-x64")
        : null;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
