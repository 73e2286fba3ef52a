using System.CommandLine;
using Whittle.Tool.Inspection;

namespace Whittle.Tool.Commands;

/// <summary><c>whittle inspect MODEL</c>: what is in a model and what becomes of it.</summary>
internal static class InspectCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("inspect", "Shows a model's inputs, outputs and layers, their kernels and sizes, and what the analyzers say.");
        var model = new ModelOptions(command);
        var json = new Option<bool>("--json") { Description = "Writes JSON for programs instead of tables." };
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var result = model.Compile(parsed);
            if (!result.Succeeded)
            {
                return ModelOptions.Report(result, error);
            }

            var report = ModelReport.Of(result.Plan);
            if (parsed.GetValue(json))
            {
                output.WriteLine(report.ToJson());
            }
            else
            {
                ReportTables.Write(output, report);
            }

            return result.Plan.Excesses.Count > 0 ? ModelOptions.Report(result, error) : ExitCodes.Success;
        });
        return command;
    }
}
