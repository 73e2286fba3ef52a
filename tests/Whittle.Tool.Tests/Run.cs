namespace Whittle.Tool.Tests;

/// <summary>A run of the command within this process.</summary>
internal sealed record Run(int Code, string[] Output, string[] Errors)
{
    public string LastLine => Output[^1];

    public static Run Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(arguments, output, error);
        return new Run(code, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().TrimEnd().Split(Environment.NewLine);
}
