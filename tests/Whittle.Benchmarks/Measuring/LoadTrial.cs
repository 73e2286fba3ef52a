using Whittle.Benchmarks.Catalogue;
using Whittle.Plan;
using Whittle.Runtime;

namespace Whittle.Benchmarks.Measuring;

/// <summary>Loads a net's weights in fresh processes, as a user's program does: cold code, one time.</summary>
internal static class LoadTrial
{
    private const int Rounds = 5;

    /// <summary>Paths of this machine, the narrowest first.</summary>
    public static IEnumerable<IsaLevel> Paths => Enum.GetValues<IsaLevel>().Where(level => level <= Isa.Supported);

    /// <summary>A row for every path.</summary>
    public static IEnumerable<LoadRow> Measure(NetEntry net, Variant variant)
    {
        var model = new PreparedNet(net.Name, variant.Form).Compile(variant.Dress, exact: variant.Exact);
        var plan = model.Plan;
        using var program = new FreshProcess([model], Statements(plan), Report);
        foreach (var path in Paths)
        {
            var rounds = Enumerable.Range(0, Rounds).Select(_ => program.Numbers(("WHITTLE_ISA", path.ToString()))).ToArray();
            double Median(int number) => Interleaved.Median(rounds.Select(round => round[number]));
            yield return new LoadRow(
                net,
                variant,
                path,
                plan.Tensors.Sum(tensor => tensor.StoredBytes),
                plan.Tensors.Sum(tensor => (double)tensor.Type.Size() * tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension)),
                Median(0),
                Median(1),
                Median(2),
                Median(3),
                Median(4),
                Median(5));
        }
    }

    /// <summary>The class Layers is initialized once; decoding alone is timed behind it, when its code is compiled.</summary>
    private static string Statements(ModelPlan plan) => $$"""
        static double Processor() => global::System.Environment.CpuUsage.TotalTime.TotalMilliseconds - global::System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds;
        static double Compiling() => global::System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds;
        static double Native() => (long)typeof(global::Whittle.Runtime.Isa).Assembly.GetType("Whittle.Runtime.Memory.NativeBuffer", throwOnError: true)!
            .GetField("LiveBytes", global::System.Reflection.BindingFlags.Static | global::System.Reflection.BindingFlags.NonPublic)!.GetValue(null)!;
        _ = global::Whittle.Runtime.Isa.Best;
        _ = (Processor(), Compiling(), Native());
        var before = global::System.GC.GetTotalMemory(forceFullCollection: true);
        var (processor, compiling) = (Processor(), Compiling());
        if (typeof({{plan.ClassName}}).GetNestedType("Layers", global::System.Reflection.BindingFlags.NonPublic) is { } layers)
        {
            global::System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(layers.TypeHandle);
        }

        (processor, compiling) = (Processor() - processor, Compiling() - compiling);
        var garbage = (double)global::System.GC.GetTotalMemory(forceFullCollection: false);
        global::System.GC.Collect();
        global::System.GC.WaitForPendingFinalizers();
        var beyond = (double)global::System.GC.GetTotalMemory(forceFullCollection: true);
        var packed = Native();
        (beyond, garbage) = (beyond - before, global::System.Math.Max(0, garbage - beyond));
        var decode = 0.0;
        {{(plan.Tensors.Count == 0 ? "" : Decoding(plan))}}
        """;

    private static string Decoding(ModelPlan plan) => $"""
        var reader = global::Whittle.Runtime.Weights.WeightReader.Open(typeof({plan.ClassName}).Assembly, "{plan.WeightsResource}");
        decode = Processor();
        {string.Join("\n", plan.Tensors.Select((tensor, index) => FormattableString.Invariant($"reader.Read<{tensor.Type.CSharp()}>({index});")))}
        decode = Processor() - decode;
        """;

    private const string Report = """
        global::System.Console.Write(global::System.FormattableString.Invariant($"{packed} {beyond} {garbage} {decode} {processor - decode} {compiling}"));
        """;
}
