using System.Diagnostics;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Folding;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.Robustness;

/// <summary>Damaged models end in a plan or in an error about the model, never in a fault of the compiler, soon and within bounded memory.</summary>
/// <remarks>20,000 of them; WHITTLE_MUTATIONS=10 makes ten times as many, other ones.</remarks>
public class MutationTests
{
    private const long MostBytes = 256 << 20;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);
    private static readonly int s_factor = int.Parse(
        Environment.GetEnvironmentVariable("WHITTLE_MUTATIONS") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    private static byte[][] Networks => [Repository.DigitsModel, .. Tests.Models.Networks.All.Values.Select(network => network().ToBytes())];

    [Fact]
    public void Compile_OfDamagedBytes_BlamesTheModel()
    {
        var random = new Random(20240917 + s_factor);
        BlamesTheModel(Networks, model => Damage.Apply(model, random), 8000, 10);
    }

    [Fact]
    public void Compile_OfChangedModels_BlamesTheModel()
    {
        var random = new Random(20240918 + s_factor);
        BlamesTheModel(Networks, model => ModelDamage.Apply(model, random), 7000, 20);
    }

    /// <summary>Every operator that folds, on constants and on inputs.</summary>
    [Fact]
    public void Compile_OfChangedCalls_BlamesTheModel()
    {
        var random = new Random(20240919 + s_factor);
        byte[][] calls = [.. FoldingCases.All.SelectMany(call => new[] { call.Model(stored: true, []), call.Model(stored: false, []) }).Select(
            model => model.ToBytes())];
        BlamesTheModel(calls, model => ModelDamage.Apply(model, random), 5000, 20);
    }

    /// <param name="models">Models to start from.</param>
    /// <param name="damage">Makes another model.</param>
    /// <param name="count">How many to make.</param>
    /// <param name="leastCompiled">A floor for the models that survive: without any, the damage would prove little.</param>
    private static void BlamesTheModel(byte[][] models, Func<byte[], byte[]> damage, int count, int leastCompiled)
    {
        // The first compilation pays for the JIT compiler.
        Array.ForEach(Networks, model => Assert.True(Compile(model).Succeeded));
        var faults = new List<string>();
        var (compiled, watch) = (0, new Stopwatch());
        for (var i = 0; i < count * s_factor; i++)
        {
            var damaged = damage(models[i % models.Length]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            watch.Restart();
            var result = Compile(damaged);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (watch.Elapsed > s_limit && Enumerable.Range(0, 3).All(_ => TimeOf(damaged) > s_limit))
            {
                faults.Add($"{i}: took {watch.Elapsed}");
            }

            // All that was ever allocated bounds what was held at once.
            if (bytes > MostBytes)
            {
                faults.Add($"{i}: took {bytes:N0} bytes");
            }

            compiled += result.Succeeded ? 1 : 0;
            faults.AddRange(result.Plan.Errors.Where(error => error.Id == ErrorIds.Internal).Select(error => $"{i}: {error.Cause} {result.Fault?.StackTrace}"));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.InRange(compiled, leastCompiled, count * s_factor * 9 / 10);
    }

    /// <summary>Once more: a busy machine is not the model's fault.</summary>
    private static TimeSpan TimeOf(byte[] model)
    {
        var watch = Stopwatch.StartNew();
        Compile(model);
        return watch.Elapsed;
    }

    private static CompileResult Compile(byte[] model) => ModelCompiler.Compile(model, "damaged.onnx", new CompileOptions());
}
