using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Measuring;
using Whittle.Compiler;
using Whittle.Plan;
using Whittle.Runtime.Weights;

namespace Whittle.Benchmarks.Commands;

/// <summary>How fast stored tensors of every form are decoded, in bytes of output by one core; fails below the target.</summary>
internal static class Decode
{
    private const double Target = 200;
    private const string Resource = "stored.weights";
    private const double Mega = 1e6;

    public static int Run()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"content",-36} {"stored as",-26} {"bytes",10} {"of output",10} {"MB/s",8}   target {Target:0}"));
        var isFast = true;
        foreach (var (content, model) in StoredTensors.All())
        {
            var result = ModelCompiler.Compile(model, "stored.onnx", new CompileOptions { ClassName = "Stored" });
            var tensor = result.Plan.Tensors.Single();
            var reader = WeightReader.Open(Embed(result.Weights), Resource);
            var (rate, size) = tensor.Type == ElementType.Float32 ? (Rate<float>(reader), sizeof(float)) : (Rate<sbyte>(reader), sizeof(sbyte));
            isFast &= rate >= Target;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{content,-36} {tensor.Encoding,-26} {tensor.StoredBytes,10:n0} {100.0 * tensor.StoredBytes / (reader.Length(0) * size),8:0.0} % {rate,8:n0}{(rate < Target ? " miss" : "")}"));
        }

        return isFast ? 0 : 1;
    }

    private static double Rate<T>(WeightReader reader)
        where T : unmanaged
    {
        var decoded = new T[reader.Length(0)];
        Action<int>[] candidates =
        [
            times =>
            {
                for (var i = 0; i < times; i++)
                {
                    reader.Read<T>(0, decoded);
                }
            },
        ];
        Interleaved.WarmUp(candidates);
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(decoded).Length / Mega / (Interleaved.Median(Interleaved.Measure(candidates)[0]) / 1e9);
    }

    /// <summary>An assembly with the file as a program has it.</summary>
    private static Assembly Embed(byte[] weights)
    {
        using var stream = new MemoryStream();
        var compilation = CSharpCompilation.Create(
            "Stored", references: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var emitted = compilation.Emit(stream, manifestResources: [new ResourceDescription(Resource, () => new MemoryStream(weights), isPublic: true)]);
        return emitted.Success ? Assembly.Load(stream.ToArray()) : throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics));
    }
}
