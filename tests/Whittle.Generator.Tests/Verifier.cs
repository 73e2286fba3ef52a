using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Whittle.Generator.Emit;

namespace Whittle.Generator.Tests;

/// <summary>Snapshots with the conventions of Verify.SourceGenerators, which can take this class's place: <c>Class.Method#Hint.g.verified.cs</c> beside the
/// test; what differs is written as <c>.received.cs</c>, to be compared and, if right, renamed by hand.</summary>
internal static class Verifier
{
    private static readonly string Folder =
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!;

    public static void Verify(GeneratorRunResult result, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var stem = $"{Path.GetFileNameWithoutExtension(file.Replace('\\', '/'))}.{method}";
        var names = result.GeneratedSources.ToDictionary(source => $"{stem}#{Path.GetFileNameWithoutExtension(source.HintName)}", source => source);
        var failures = new List<string>();
        foreach (var (name, source) in names)
        {
            var received = Path.Combine(Folder, name + ".received.cs");
            var verified = Path.Combine(Folder, name + ".verified.cs");
            var text = $"//HintName: {source.HintName}\n{Scrub(source.SourceText.ToString())}";
            File.Delete(received);
            if (!File.Exists(verified) || File.ReadAllText(verified).ReplaceLineEndings("\n") != text)
            {
                File.WriteAllText(received, text, new UTF8Encoding(true));
                failures.Add($"{name} {(File.Exists(verified) ? "differs" : "is new")}");
            }
        }

        failures.AddRange(Directory.GetFiles(Folder, $"{stem}#*.verified.cs")
            .Select(path => Path.GetFileName(path).Replace(".verified.cs", "", StringComparison.Ordinal))
            .Where(name => !names.ContainsKey(name))
            .Select(name => $"{name} is no longer generated"));
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    /// <summary>The version is not what a snapshot is about.</summary>
    private static string Scrub(string text) => text
        .Replace($"Whittle {GeneratorVersion.Text}.", "Whittle {version}.", StringComparison.Ordinal)
        .Replace($"\"{GeneratorVersion.Text}\"", "\"{version}\"", StringComparison.Ordinal);
}
