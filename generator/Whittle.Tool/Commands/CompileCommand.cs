using System.CommandLine;
using System.Text;
using Whittle.Plan;
using Whittle.Tool.InMemory;

namespace Whittle.Tool.Commands;

/// <summary><c>whittle compile MODEL -o DIR</c>: what a build makes of a model, to be read.</summary>
internal static class CompileCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("compile", "Writes the plan, the weights and the C# that a build makes of a model.");
        var model = new ModelOptions(command);
        var folder = new Option<string>("--output", "-o") { Description = "Folder for the files; made when it is not there.", DefaultValueFactory = _ => "." };
        command.Options.Add(folder);
        command.SetAction(parsed =>
        {
            var result = model.Compile(parsed);
            if (!result.Succeeded || result.Plan.Excesses.Count > 0)
            {
                return ModelOptions.Report(result, error);
            }

            var directory = parsed.GetValue(folder)!;
            Directory.CreateDirectory(directory);
            var name = result.Plan.ClassName;
            Write($"{name}.whittle.plan", Encoding.UTF8.GetBytes(PlanWriter.Write(result.Plan)));
            Write($"{name}.weights", result.Weights);
            Write($"{name}.g.cs", Encoding.UTF8.GetBytes(ModelSource.Of(result.Plan)));
            return ExitCodes.Success;

            void Write(string file, byte[] content)
            {
                var path = Path.Combine(directory, file);
                File.WriteAllBytes(path, content);
                output.WriteLine(FormattableString.Invariant($"{path}: {content.Length:N0} bytes"));
            }
        });
        return command;
    }
}
