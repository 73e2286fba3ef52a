using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Whittle.Compiler;
using Whittle.Compiler.Importing;
using Whittle.EndToEnd.Tests.Harness;
using Whittle.Onnx;
using Whittle.Tool.InMemory;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>
/// Every model below <c>../shared/models</c>: those that ONNX Runtime loads are compiled and compared with it on random inputs. Takes minutes, so it runs
/// only when asked for: <c>--explicit only --filter-class Whittle.EndToEnd.Tests.Models.EveryModelTests</c>. A model that does not agree, and that
/// docs/real-models.md does not name, is a failure. WHITTLE_UPDATE_DOCS=1 writes that page, WHITTLE_MODELS=text takes only files whose path contains the text.
/// </summary>
public class EveryModelTests(ITestOutputHelper log)
{
    private const double Tolerance = 1e-4;
    private const int MostSource = 1 << 20;

    [Fact(Explicit = true)]
    public void Models_AgreeWithOnnxRuntime()
    {
        var root = Shared.Find("models");
        var wanted = Environment.GetEnvironmentVariable("WHITTLE_MODELS") ?? "";
        var verdicts = Directory.GetFiles(root, "*.onnx", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => file.Contains(wanted, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => Judge(root, file))
            .ToArray();
        if (Environment.GetEnvironmentVariable("WHITTLE_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Shared.Repository("docs/real-models.md"), Page(verdicts));
        }

        var known = File.ReadAllText(Shared.Repository("docs/real-models.md"));
        Assert.Empty(verdicts
            .Where(verdict => verdict.Kind is Kind.Differs or Kind.Unsupported && !known.Contains($"| {verdict.File} |", StringComparison.Ordinal))
            .Select(verdict => $"{verdict.File}: {verdict.Reason}"));
    }

    private enum Kind
    {
        /// <summary>ONNX Runtime does not load or run it.</summary>
        NotRunnable,

        Agrees,

        Unsupported,

        Differs,
    }

    private Verdict Judge(string root, string file)
    {
        var watch = Stopwatch.StartNew();
        var verdict = Try(root, file);
        log.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{verdict.Kind} {file} ({verdict.Note}; {watch.Elapsed.TotalSeconds:f1} s in all) {verdict.Reason}"));
        return verdict;
    }

    private static Verdict Try(string root, string file)
    {
        var path = Path.Combine(root, file);
        var bytes = File.ReadAllBytes(path);
        OrtOracle oracle;
        try
        {
            // Weights beside the model are looked for in the current folder.
            Environment.CurrentDirectory = Path.GetDirectoryName(path)!;
            bytes = WithoutLabels(bytes);
            oracle = new OrtOracle(bytes);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or OnnxFormatException)
        {
            return new Verdict(file, Kind.NotRunnable, exception.Message, "");
        }

        using (oracle)
        {
            var watch = Stopwatch.StartNew();
            var result = ModelCompiler.Compile(bytes, path, new CompileOptions { ClassName = "Subject", Dimensions = Ones(bytes) });
            var compile = watch.Elapsed;
            return result.Succeeded ? Compared(file, oracle, result, compile, RoundsToHalf(bytes))
                : new Verdict(file, oracle.Runs() ? Kind.Unsupported : Kind.NotRunnable, result.Plan.Errors[0].Cause, "");
        }
    }

    private static Verdict Compared(string file, OrtOracle oracle, CompileResult result, TimeSpan compile, bool half)
    {
        var note = "";
        try
        {
            var watch = Stopwatch.StartNew();
            var assembly = ModelAssembly.Build([result]);
            var model = assembly[0];
            var source = assembly.SourceOf(0).Length;
            note = string.Create(
                CultureInfo.InvariantCulture, $"model to plan {compile.TotalSeconds:f2} s, C# {watch.Elapsed.TotalSeconds:f2} s, source {source / 1024} kB");
            if (source > MostSource)
            {
                return new Verdict(file, Kind.Differs, "its source is longer than a megabyte", note);
            }

            var set = 0;
            var ranges = model.Plan.Inputs.ToDictionary(
                port => port.Name, port => port.Name.Contains("mage", StringComparison.Ordinal) ? (0.0, 255.0) : (-2.0, 2.0));
            foreach (var inputs in TestData.Inputs(model.Plan, 4, ranges))
            {
                Array[] expected;
                try
                {
                    expected = oracle.Run(inputs);
                }
                catch (Exception exception) when (exception is OnnxRuntimeException or NotSupportedException)
                {
                    return new Verdict(file, Kind.NotRunnable, exception.Message, note);
                }

                Compare.Outputs(expected, model.Predict(inputs), Likeness.Close, $"input set {set++}", half ? Compare.HalfTolerance : Tolerance, half ? 1 : 0);
            }

            return new Verdict(file, Kind.Agrees, "", note);
        }
        catch (Exception exception)
        {
            return new Verdict(file, Kind.Differs, exception.Message, note);
        }
    }

    /// <summary>Maps and strings are no tensors to compare: both get the model whose outputs are the scores.</summary>
    private static byte[] WithoutLabels(byte[] bytes)
    {
        var model = OnnxReader.Read(bytes);
        if (model.Graph.Nodes.TrueForAll(node => node.OperatorType != "ZipMap"))
        {
            return bytes;
        }

        ClassifierEnd.Rewrite(model);
        return OnnxWriter.Write(model);
    }

    /// <summary>Whether float16 stands anywhere in the model: then it is a matter of taste where a result is rounded to it.</summary>
    private static bool RoundsToHalf(byte[] bytes)
    {
        var graph = OnnxReader.Read(bytes).Graph;
        return graph.Inputs.Exists(input => input.ElementType == OnnxElementType.Float16)
            || graph.Initializers.Exists(tensor => tensor.ElementType == OnnxElementType.Float16)
            || graph.Nodes.Exists(node => node.OperatorType == "Cast" && node.Attributes.Exists(attribute => attribute.Int == (int)OnnxElementType.Float16));
    }

    /// <summary>What is not fixed is 1.</summary>
    private static Dictionary<string, int> Ones(byte[] bytes)
    {
        var graph = OnnxReader.Read(bytes).Graph;
        var stored = graph.Initializers.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        return graph.Inputs
            .Where(input => !stored.Contains(input.Name))
            .SelectMany(input => (input.Shape ?? []).Select((dimension, axis) => (dimension, place: FormattableString.Invariant($"{input.Name}.{axis}"))))
            .Where(pair => pair.dimension.Length is null or < 0)
            .Select(pair => pair.dimension.Symbol.Length == 0 ? pair.place : pair.dimension.Symbol)
            .Distinct()
            .ToDictionary(name => name, _ => 1);
    }

    private static string Page(Verdict[] verdicts)
    {
        var runnable = verdicts.Where(verdict => verdict.Kind != Kind.NotRunnable).ToArray();
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Models made by others

            Of {verdicts.Length} model files collected from public projects ONNX Runtime loads and runs {runnable.Length} with dimensions of 1 where none are given. Of these,
            **{runnable.Count(verdict => verdict.Kind == Kind.Agrees)} compile and agree** with it on random inputs: integers bit for bit, floats within 1e-4 of the largest
            result, 2e-3 (of at least 1) where the model rounds to float16. Images get pixels of 0 to 255, other inputs numbers of -2 to 2. Written by
            `WHITTLE_UPDATE_DOCS=1 dotnet run -c Release --project tests/Whittle.EndToEnd.Tests -- --explicit only --filter-class Whittle.EndToEnd.Tests.Models.EveryModelTests`.

            | not compiled, or other results | why |
            |---|---|

            """);
        foreach (var verdict in runnable.Where(verdict => verdict.Kind != Kind.Agrees))
        {
            var reason = verdict.Reason.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"| {verdict.File} | {(reason.Length > 200 ? reason[..200] + " …" : reason)} |\n");
        }

        page.Append("""

            The two `qdq16` files compute layers of 16-bit activations in floats, as ONNX Runtime does, and quantize the sums: one that lies within float error of half a step goes up or down by the
            order of summation, and the layers behind carry it on. Our own scalar path (`WHITTLE_ISA=scalar`) differs from the vector paths there in as many elements.

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private sealed record Verdict(string File, Kind Kind, string Reason, string Note);
}
