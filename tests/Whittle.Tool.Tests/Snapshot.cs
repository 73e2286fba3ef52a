using System.Runtime.CompilerServices;
using System.Text;

namespace Whittle.Tool.Tests;

/// <summary>What a command writes, held in <c>Class.Method.verified.txt</c> beside the test. What differs is written as <c>.received.txt</c>, to be compared
/// and, if right, renamed by hand.</summary>
internal static class Snapshot
{
    public static void Verify(IEnumerable<string> lines, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        var (received, verified) = (stem + ".received.txt", stem + ".verified.txt");
        var text = string.Join('\n', lines.Select(line => line.TrimEnd())) + "\n";
        File.Delete(received);
        if (!File.Exists(verified) || File.ReadAllText(verified).ReplaceLineEndings("\n") != text)
        {
            File.WriteAllText(received, text, new UTF8Encoding(true));
            Assert.Fail($"{verified} {(File.Exists(verified) ? "differs" : "is new")}");
        }
    }
}
