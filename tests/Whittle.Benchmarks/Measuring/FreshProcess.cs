using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Whittle.Benchmarks.Compilation;
using Whittle.Compiler;

namespace Whittle.Benchmarks.Measuring;

/// <summary>A program of a few lines, compiled into a folder of its own, that tells what it took from the start of its process.</summary>
internal sealed class FreshProcess : IDisposable
{
    private const string Configuration = """
        {
          "runtimeOptions": {
            "tfm": "net10.0",
            "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
            "configProperties": { "System.Globalization.Invariant": true }
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("whittle").FullName;

    /// <param name="models">Classes that the program has.</param>
    /// <param name="statement">What it does.</param>
    public FreshProcess(IReadOnlyList<CompileResult> models, string statement)
    {
        var source = $$"""
            internal static class Program
            {
                private static void Main()
                {
                    {{statement}}
                    var processor = global::System.Environment.CpuUsage.TotalTime.TotalMilliseconds;
                    var peak = global::System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64;
                    global::System.Console.Write(global::System.FormattableString.Invariant($"{processor} {peak}"));
                }
            }
            """;
        File.WriteAllBytes(Path.Combine(_folder, "fresh.dll"), NetCompilation.Emit("fresh", models, [source], program: true));
        File.WriteAllText(Path.Combine(_folder, "fresh.runtimeconfig.json"), Configuration);
        var runtime = typeof(Whittle.Runtime.Isa).Assembly.Location;
        File.Copy(runtime, Path.Combine(_folder, Path.GetFileName(runtime)));
    }

    /// <summary>Runs it once: CPU time of the process, and the largest memory it had.</summary>
    public (double Milliseconds, double Megabytes) Run()
    {
        var host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(host, [Path.Combine(_folder, "fresh.dll")]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return process.ExitCode == 0
            ? (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture) / (1024 * 1024))
            : throw new InvalidOperationException("The program failed.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
