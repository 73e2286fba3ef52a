using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Compiler;
using Whittle.EndToEnd.Tests.Quantized;
using Whittle.Runtime;
using Whittle.Tool.InMemory;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>What the first prediction of a small network makes a fresh process compile. Times differ from run to run; the number of methods does not.</summary>
public sealed class FirstPredictionTests
{
    private const string Program = """
        internal static class Program
        {
            private static void Main()
            {
                var before = global::System.Runtime.JitInfo.GetCompiledMethodCount();
                _ = Subject.Predict(new float[Subject.InputLength]);
                global::System.Console.Write(global::System.Runtime.JitInfo.GetCompiledMethodCount() - before);
            }
        }
        """;

    private const string Configuration = """
        {
          "runtimeOptions": {
            "tfm": "net10.0",
            "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
            "configProperties": { "System.Globalization.Invariant": true }
          }
        }
        """;

    /// <summary>A little more than it takes now: the tiles of other paths than 256-bit VNNI share less.</summary>
    private static int MostMethods => AvxVnni.IsSupported && Isa.Best >= IsaLevel.Avx2 ? 200 : 230;

    [Fact]
    public void QuantizedPerceptron_CompilesFewMethods()
    {
        var folder = Directory.CreateTempSubdirectory("whittle").FullName;
        try
        {
            var source = CSharpSyntaxTree.ParseText(Program, ModelSource.Language, cancellationToken: TestContext.Current.CancellationToken);
            using (var image = ModelCompilation.Of("fresh", [Perceptron()], [source], program: true).Emit())
            {
                File.WriteAllBytes(Path.Combine(folder, "fresh.dll"), image.ToArray());
            }

            File.WriteAllText(Path.Combine(folder, "fresh.runtimeconfig.json"), Configuration);
            var runtime = typeof(Isa).Assembly.Location;
            File.Copy(runtime, Path.Combine(folder, Path.GetFileName(runtime)));
            Assert.InRange(CompiledMethods(Path.Combine(folder, "fresh.dll")), 1, MostMethods);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CompileResult Perceptron()
    {
        var (input, first, second) = (new Affine(0.02f, 0), new Affine(0.03f, 0), new Affine(0.04f, 0));
        var graph = new QdqModel<byte>().Input("x", input, 1, 784)
            .Weights<sbyte>("w1", [300, 784], axis: 0)
                .Bias("b1", 300, input, perChannel: true)
                .Node("Gemm", ["x", "w1", "b1"], "h1_float", ("transB", 1))
                .RoundTrip("h1_float", first, "h1")
            .Weights<sbyte>("w2", [100, 300], axis: 0)
                .Bias("b2", 100, first, perChannel: true)
                .Node("Gemm", ["h1", "w2", "b2"], "h2_float", ("transB", 1))
                .RoundTrip("h2_float", second, "h2")
            .Weights<sbyte>("w3", [10, 100], axis: 0).Bias("b3", 10, second, perChannel: true).Node("Gemm", ["h2", "w3", "b3"], "y", ("transB", 1));
        graph.Model.Output("y");
        return ModelCompiler.Compile(graph.Model.ToBytes(), "subject.onnx", new CompileOptions { ClassName = "Subject" });
    }

    private static int CompiledMethods(string program)
    {
        var host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(host, [program]) { RedirectStandardOutput = true };

        // Nothing is compiled a second time, however slow the machine is.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return int.Parse(text, CultureInfo.InvariantCulture);
    }
}
