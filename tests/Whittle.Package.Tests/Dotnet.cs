using System.Diagnostics;

namespace Whittle.Package.Tests;

/// <summary>What a run of the dotnet command said.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    /// <summary>Lines that MSBuild and Visual Studio read as errors; the summary at the end says each again, and node numbers stand before the first.</summary>
    public string[] Errors => [.. Output
        .Split('\n')
        .Where(line => line.Contains(": error ", StringComparison.Ordinal))
        .Select(line => line.Trim().TrimStart([.. "0123456789:>"]))
        .Distinct()];

    public bool Skipped(string target) => Output.Contains($"Skipping target \"{target}\"", StringComparison.Ordinal);
}

/// <summary>Runs dotnet as a user would: outside this repository, with a package folder of its own.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(3);

    public static async Task<CommandResult> Run(string folder, string packages, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // A test may itself run under dotnet, which tells its children where its own MSBuild is.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return await Run(start);
    }

    /// <summary>Runs a program that is no managed assembly.</summary>
    public static Task<CommandResult> Execute(string program, params string[] arguments) =>
        Run(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });

    /// <summary>Runs a managed program with a variable of its environment set to 0, or with none.</summary>
    public static Task<CommandResult> ExecuteManaged(string assembly, string? variable)
    {
        var start = new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (variable is not null)
        {
            start.Environment[variable] = "0";
        }

        return Run(start);
    }

    /// <summary>Where this machine has a program; null if it has none.</summary>
    public static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);

    private static async Task<CommandResult> Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(s_timeout);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new CommandResult(process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} took longer than {s_timeout}");
        }
    }
}
