using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Whittle.Benchmarks.Compilation;
using Whittle.Compiler;

namespace Whittle.Benchmarks.Measuring;

/// <summary>A program of a few lines, compiled into a folder of its own, that tells in numbers what it took.</summary>
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

    /// <summary>What <see cref="ProcessCost"/> is read from.</summary>
    private const string FromTheStart = """
        var processor = global::System.Environment.CpuUsage.TotalTime.TotalMilliseconds;
        var compiling = global::System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds;
        var methods = global::System.Runtime.JitInfo.GetCompiledMethodCount();
        var peak = global::System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64;
        global::System.Console.Write(global::System.FormattableString.Invariant($"{processor} {peak} {compiling} {methods}"));
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("whittle").FullName;

    /// <param name="models">Classes that the program has.</param>
    /// <param name="statements">What it does.</param>
    /// <param name="report">Writes numbers with blanks between them.</param>
    /// <param name="runtime">The runtime library that it gets; null: the one of this program.</param>
    public FreshProcess(IReadOnlyList<CompileResult> models, string statements, string report = FromTheStart, string? runtime = null)
    {
        var source = $$"""
            internal static class Program
            {
                private static void Main()
                {
                    {{statements}}
                    {{report}}
                }
            }
            """;
        using (var image = NetAssembly.Emit("fresh", models, [source], program: true))
        {
            File.WriteAllBytes(Path.Combine(_folder, "fresh.dll"), image.ToArray());
        }

        File.WriteAllText(Path.Combine(_folder, "fresh.runtimeconfig.json"), Configuration);
        runtime ??= typeof(Whittle.Runtime.Isa).Assembly.Location;
        File.Copy(runtime, Path.Combine(_folder, Path.GetFileName(runtime)));
    }

    /// <summary>Runs it once, from its start.</summary>
    public ProcessCost Run()
    {
        var numbers = Numbers();
        return new ProcessCost(numbers[0], numbers[1] / (1024 * 1024), numbers[2], numbers[3]);
    }

    /// <summary>Runs it once with these environment variables.</summary>
    public double[] Numbers(params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(host, [Path.Combine(_folder, "fresh.dll")]) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException("The program failed.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
