using System.CommandLine;
using System.Globalization;
using DeepCompression.Commands;
using Spectre.Console;
using TorchSharp;
using Whittle.Compression;
using Whittle.Compression.Native;

namespace DeepCompression;

/// <summary>The command line.</summary>
internal static class CommandLine
{
    private const int RedirectedWidth = 160;
    private const int LeastImages = 200;

    private static readonly string[] s_nets = ["lenet-300-100", "lenet-5", "simplenet", "all"];

    private static readonly Option<string> s_data = new("--data") { Description = "Folder with the four idx files of MNIST (.gz or not); drawn digits without it." };

    private static readonly Option<string> s_checkpoints = new("--checkpoints") { Description = "Folder that a run continues from; 'checkpoints' in the output folder without it." };

    private static readonly Option<int> s_seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> s_threads = new("--threads") { Description = "Threads of torch; results are the same bits for the same number.", DefaultValueFactory = _ => 1 };

    public static int Run(string[] arguments)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            var message = string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Console.Error.WriteLine($"DeepCompression: {message} Try --help.");
            return 2;
        }

        using var source = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            source.Cancel();
        };
        try
        {
            return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, source.Token).GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is SampleException or CompressionException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"DeepCompression: {fault.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("DeepCompression: stopped. The same command continues from the last whole epoch.");
            return 1;
        }
    }

    private static RootCommand Create()
    {
        var net = new Option<string>("--net") { Description = "Which network.", DefaultValueFactory = _ => "all" }.AcceptOnlyFromAmong(s_nets);
        var output = new Option<string>("--output", "-o") { Description = "Folder of models, charts and checkpoints.", DefaultValueFactory = _ => "deep-compression" };
        var images = new Option<int>("--images") { Description = "Drawn training images.", DefaultValueFactory = _ => 12_000 };
        var threshold = new Option<double>("--threshold") { Description = "SimpleNet: weights up to this magnitude are removed.", DefaultValueFactory = _ => 0.03 };
        var quick = new Option<bool>("--quick") { Description = "One epoch of everything, to see that it works." };
        var root = new RootCommand(
            "Trains, prunes, shares, quantizes and distils small networks, measures what an assembly embeds of them, and exports them as ONNX.")
        {
            net, output, images, threshold, quick, s_data, s_checkpoints, s_seed, s_threads, Results(),
        };
        images.Validators.Add(
            result => Check(
                result,
                text => int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count >= LeastImages,
                $"--images is a whole number of at least {LeastImages}."));
        threshold.Validators.Add(
            result => Check(
                result,
                text => double.TryParse(text, CultureInfo.InvariantCulture, out var least) && least is >= 0 and < double.PositiveInfinity,
                "--threshold is a number from 0 on."));
        root.SetAction((parsed, cancellation) =>
        {
            var job = Job(parsed, parsed.GetRequiredValue(output), cancellation) with
            {
                Images = parsed.GetValue(images),
                IsQuick = parsed.GetValue(quick),
                Threshold = parsed.GetValue(threshold),
            };
            return Task.Run(() => CompressCommand.Run(job, parsed.GetRequiredValue(net)), CancellationToken.None);
        });
        return root;
    }

    // The text is looked at, because asking for the value of one that is no number throws.
    private static void Check(System.CommandLine.Parsing.OptionResult result, Func<string, bool> isRight, string message)
    {
        if (!result.Tokens.All(token => isRight(token.Value)))
        {
            result.AddError(message);
        }
    }

    private static Command Results()
    {
        var page = new Option<string>("--output", "-o") { Description = "The page to write (Markdown).", Required = true };
        var only = new Option<string>("--only") { Description = "Trains this network and writes no page; once the teacher is there, two processes can share the work." }.AcceptOnlyFromAmong("teacher", "lenet-300-100", "lenet-5");
        var command = new Command("results", "Redoes all results on MNIST and writes the page with them.") { page, only, s_data, s_checkpoints, s_seed, s_threads };
        command.SetAction((parsed, cancellation) =>
        {
            var job = Job(parsed, Path.GetDirectoryName(Path.GetFullPath(parsed.GetRequiredValue(page)))!, cancellation);
            return Task.Run(() => ResultsCommand.Run(job, parsed.GetRequiredValue(page), parsed.GetValue(only)), CancellationToken.None);
        });
        return command;
    }

    private static Job Job(ParseResult parsed, string output, CancellationToken cancellation)
    {
        if (TorchNative.Fault() is { } fault)
        {
            throw new SampleException(fault);
        }

        torch.set_num_threads(Math.Max(1, parsed.GetValue(s_threads)));
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = RedirectedWidth;
        }

        return new Job(AnsiConsole.Console, output, cancellation)
        {
            Data = parsed.GetValue(s_data),
            Checkpoints = parsed.GetValue(s_checkpoints) ?? Path.Combine(output, "checkpoints"),
            Seed = parsed.GetValue(s_seed),
        };
    }
}
