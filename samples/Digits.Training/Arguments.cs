using System.Globalization;

namespace DigitTraining;

/// <summary>The command line.</summary>
internal sealed record Arguments(string Output, int Seed, string FloatOutput)
{
    public const string Usage = "Digits.Training -o FILE.onnx [--float FILE.onnx] [--seed N]";

    /// <summary>Null when the line is not as <see cref="Usage"/> says.</summary>
    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments("", 1, "");
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "-o":
                    arguments = arguments with { Output = args[i + 1] };
                    break;
                case "--float":
                    arguments = arguments with { FloatOutput = args[i + 1] };
                    break;
                case "--seed" when int.TryParse(args[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed):
                    arguments = arguments with { Seed = seed };
                    break;
                default:
                    return null;
            }
        }

        return args.Length % 2 == 0 && arguments.Output.Length > 0 ? arguments : null;
    }
}
