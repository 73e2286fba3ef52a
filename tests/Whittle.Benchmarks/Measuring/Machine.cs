using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Whittle.Benchmarks.Measuring;

/// <summary>What the figures were measured on.</summary>
internal static partial class Machine
{
    public static string Processor
    {
        get
        {
            var text = Description;
            var name = ModelName().Match(text).Groups[1].Value;
            var (family, model) = Kind(text);
            return name.Length > 0 ? $"{name} (family {family}, model {model})" : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
    }

    /// <summary>The processor as the name of a file, such as <c>amd-family26-model2</c>.</summary>
    public static string FileName
    {
        get
        {
            var (family, model) = Kind(Description);
            var words = Processor.Split(' ', '(');
            return family.Length > 0 ? $"{words[0].ToLowerInvariant()}-family{family}-model{model}" : "other";
        }
    }

    private static string Description { get; } = File.Exists("/proc/cpuinfo") ? File.ReadAllText("/proc/cpuinfo") : "";

    /// <summary>How many processes wanted to run in the last minute, or "unknown". More than 0.2 makes the figures worth little.</summary>
    public static string Load { get; } = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public static string System => RuntimeInformation.OSDescription.Split('#')[0].Trim();

    public static string Framework => RuntimeInformation.FrameworkDescription;

    private static (string Family, string Model) Kind(string text) => (Family().Match(text).Groups[1].Value, Model().Match(text).Groups[1].Value);

    [GeneratedRegex(@"^model name\s*:\s*(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex ModelName();

    [GeneratedRegex(@"^cpu family\s*:\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex Family();

    [GeneratedRegex(@"^model\s*:\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex Model();
}
