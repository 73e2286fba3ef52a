using Spectre.Console;

namespace Whittle.Tool.Verification;

/// <summary>A progress bar for whoever waits at a terminal; nothing where the errors go to a file or another program.</summary>
internal static class CaseProgress
{
    public static T Show<T>(TextWriter error, int total, Func<Action<int>, T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress().AutoClear(true).Start(context =>
        {
            var task = context.AddTask("verifying", maxValue: total);
            return work(count => task.Increment(count));
        });
    }
}
