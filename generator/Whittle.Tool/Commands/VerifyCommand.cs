using System.CommandLine;
using System.Diagnostics;
using Whittle.Runtime;
using Whittle.Tool.Verification;

namespace Whittle.Tool.Commands;

/// <summary><c>whittle verify PATH…</c>: compiles, builds, runs and compares the cases of folders in the ONNX backend layout.</summary>
internal static class VerifyCommand
{
    private const string IsaVariable = "WHITTLE_ISA";

    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("verify", "Compiles and runs models with test data beside them (model.onnx, test_data_set_N) and compares the results.");
        var paths = new Argument<string[]>("PATH") { Description = "Folders of cases, at any depth.", Arity = ArgumentArity.OneOrMore };
        var list = new Option<string>("--list") { Description = "File that names the cases to run, a folder a line, as seen from PATH." };
        var isa = new Option<string>("--isa") { Description = "Instruction-set path to take: scalar, vector128, avx2, avx512." };
        isa.AcceptOnlyFromAmong([.. Enum.GetNames<IsaLevel>().Select(name => name.ToLowerInvariant())]);
        var report = new Option<string>("--report") { Description = "File for the table of operators: Markdown, or columns when it ends in .tsv." };
        command.Arguments.Add(paths);
        command.Options.Add(list);
        command.Options.Add(isa);
        command.Options.Add(report);
        command.SetAction(parsed =>
        {
            Force(parsed.GetValue(isa));
            var finder = new CaseFinder();
            var folders = parsed.GetRequiredValue(paths);
            var cases = parsed.GetValue(list) is { } file ? finder.FindListed(file, folders) : [.. folders.SelectMany(finder.Find)];
            var clock = Stopwatch.StartNew();
            var results = CaseProgress.Show(error, cases.Count, finished => Verifier.Run(cases, finished));
            if (parsed.GetValue(report) is { } reportFile)
            {
                File.WriteAllText(reportFile, Path.GetExtension(reportFile) == ".tsv" ? OperatorReport.WriteFacts(results) : OperatorReport.Write(results));
            }

            return VerificationSummary.Write(output, results, clock.Elapsed);
        });
        return command;
    }

    /// <summary>The runtime reads the variable once, when its first member is touched; so it is set before anything is asked of the runtime.</summary>
    private static void Force(string? isa)
    {
        if (isa is null)
        {
            return;
        }

        Environment.SetEnvironmentVariable(IsaVariable, isa);
        if (!Isa.Best.ToString().Equals(isa, StringComparison.OrdinalIgnoreCase))
        {
            throw new ToolException($"The path {isa} cannot be taken; the widest of this machine is {Isa.Supported.ToString().ToLowerInvariant()}.");
        }
    }
}
