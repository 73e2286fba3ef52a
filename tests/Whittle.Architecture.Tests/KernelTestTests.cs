using System.Text.RegularExpressions;

namespace Whittle.Architecture.Tests;

/// <summary>Every kernel that has vectors or packs weights is called by a test that lays its memory beside inaccessible pages, and every layer by one that goes through all
/// lengths. Which paths these tests take is up to them; that a new kernel has none is found here.</summary>
public partial class KernelTestTests
{
    private const string Kernels = "runtime/Whittle.Runtime/Kernels/";
    private const string Tests = "tests/Whittle.Runtime.Tests/";

    /// <summary>What the guard pages go by in tests.</summary>
    private static readonly string[] s_guards = ["GuardedMemory", "GuardedBuffer", "Arena<", "Int8LayerCheck"];

    /// <summary>Layers whose lengths are not free, and why.</summary>
    private static readonly Dictionary<string, string> s_fixedLengths = new(StringComparer.Ordinal)
    {
        ["WinogradConvolutionFloat"] = "channels come in sixteens and outputs in thirty-twos; positions are covered one by one",
        ["WinogradConvolutionInt8"] = "channels and outputs come in sixteens; positions are covered one by one",
        ["WinogradConvolutionInt8Accumulate"] = "the same",
        ["WinogradConvolutionInt8Add"] = "the same",
        ["WinogradConvolutionInt8Dynamic"] = "the same",
    };

    private static readonly string[] s_tests =
        [.. Repository.Files.Where(file => file.StartsWith(Tests, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(Read)];

    [Fact]
    public void Kernels_AreTestedOnGuardPages() => Rule.Holds(
        from kernel in All()
        where kernel.IsLayer || kernel.Source.Contains("IsaLevel", StringComparison.Ordinal)
        where !TestsOf(kernel.Name).Any(test => s_guards.Any(guard => test.Contains(guard, StringComparison.Ordinal)))
        select $"{kernel.Name}: no test of it lies on guard pages");

    [Fact]
    public void Layers_AreTestedWithEveryLength() => Rule.Holds(
        from kernel in All()
        where kernel.IsLayer && !s_fixedLengths.ContainsKey(kernel.Name)
        where !TestsOf(kernel.Name).Any(test => EveryLength().IsMatch(test))
        select $"{kernel.Name}: no test of it goes up to length 257");

    [Fact]
    public void FixedLengths_NameLayersThatExist() => Rule.Holds(s_fixedLengths.Keys.Except(All().Select(kernel => kernel.Name)));

    private static IEnumerable<(string Name, bool IsLayer, string Source)> All() =>
        from file in Repository.Files
        where file.StartsWith(Kernels, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
        let source = Read(file)
        let declaration = Declaration().Match(source)
        where declaration.Success
        select (declaration.Groups["name"].Value, declaration.Groups["shape"].Success, source);

    private static IEnumerable<string> TestsOf(string kernel) => s_tests.Where(test => Regex.IsMatch(test, $@"\b{kernel}(<|\.Run)"));

    private static string Read(string file) => File.ReadAllText(Repository.FullPath(file));

    [GeneratedRegex(@"^public (sealed|static)( unsafe)? class (?<name>\w+)(?<shape><TShape>)?", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"<= 257; \w+\+\+")]
    private static partial Regex EveryLength();
}
