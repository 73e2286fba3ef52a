using System.CommandLine;
using Whittle.Tool.Commands;

namespace Whittle.Tool;

/// <summary>The command with its subcommands. What is wrong with the arguments is one line.</summary>
internal static class CommandLine
{
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Looks into ONNX models, compiles them into C#, and verifies compiled models against test data.")
        {
            InspectCommand.Create(output, error),
            CompileCommand.Create(output, error),
            VerifyCommand.Create(output, error),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            var message = string.Join(' ', parsed.Errors[0].Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
            error.WriteLine($"whittle: {message} Try --help.");
            return ExitCodes.Usage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (ToolException exception)
        {
            error.WriteLine($"whittle: {exception.Message}");
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"whittle: {exception.Message}");
            return ExitCodes.Usage;
        }
    }
}
