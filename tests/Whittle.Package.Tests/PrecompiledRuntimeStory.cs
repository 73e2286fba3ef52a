using System.Globalization;
using System.Runtime.InteropServices;

namespace Whittle.Package.Tests;

/// <summary>What a run of the program printed.</summary>
internal sealed record PrecompiledRuntimeRun(string Bits, int CompiledMethods, string Location);

/// <summary>A program that is built once, with no runtime identifier, and run in several ways.</summary>
public sealed class PrecompiledRuntimeStory(PackedPackage package) : IAsyncLifetime
{
    private const string Folder = "program";
    private const string Output = Folder + "/bin/Debug/net10.0/";
    private readonly Workspace _workspace = new(package);

    /// <summary>The image for this machine within the output; null if the package has none.</summary>
    internal static string? Image => RuntimeInformation.ProcessArchitecture != Architecture.X64 ? null
        : OperatingSystem.IsLinux() ? "runtimes/linux-x64/lib/net10.0/Whittle.Runtime.dll"
        : OperatingSystem.IsWindows() ? "runtimes/win-x64/lib/net10.0/Whittle.Runtime.dll"
        : null;

    internal PrecompiledRuntimeRun WithImage { get; private set; } = null!;

    internal PrecompiledRuntimeRun WithoutImage { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        DigitProgram.Write(_workspace, Folder, package.Feed, "Microsoft.NET.Sdk");
        _workspace.Write(Folder + "/Program.cs", """
            using System;
            using System.Linq;
            using System.Runtime;

            var x = new float[program.Digits.InputLength];
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = i * 37 % 101 / 101f;
            }

            var before = JitInfo.GetCompiledMethodCount();
            var first = program.Digits.Predict(x);
            var methods = JitInfo.GetCompiledMethodCount() - before;

            // Later predictions take other loops than the first ones, and code that the runtime has compiled again.
            var y = first;
            for (var i = 0; i < 1000 && y.SequenceEqual(first); i++)
            {
                y = program.Digits.Predict(x);
            }

            Console.WriteLine(string.Join(' ', first.Concat(y).Select(BitConverter.SingleToInt32Bits)));
            Console.WriteLine(methods);
            Console.WriteLine(typeof(Whittle.Runtime.Isa).Assembly.Location);
            """);
        (await _workspace.Run(Folder, "build")).Succeeded();
        WithImage = await Run(null);
        if (Image is null)
        {
            return;
        }

        var image = _workspace.PathOf(Output + Image);
        var kept = await File.ReadAllBytesAsync(image);
        File.Copy(_workspace.PathOf(Output + "Whittle.Runtime.dll"), image, overwrite: true);
        WithoutImage = await Run(null);
        await File.WriteAllBytesAsync(image, kept);
    }

    public ValueTask DisposeAsync()
    {
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the program with a variable of the environment set to 0.</summary>
    internal async Task<PrecompiledRuntimeRun> Run(string? variable)
    {
        var program = _workspace.PathOf(Output + "program.dll");
        var lines = (await Dotnet.ExecuteManaged(program, variable)).Succeeded().Output.Split('\n', StringSplitOptions.TrimEntries);
        return new PrecompiledRuntimeRun(lines[0], int.Parse(lines[1], CultureInfo.InvariantCulture), lines[2].Replace('\\', '/'));
    }
}
