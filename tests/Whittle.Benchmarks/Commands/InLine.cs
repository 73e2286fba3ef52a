using System.Globalization;
using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Compilation;
using Whittle.Benchmarks.Measuring;
using Whittle.Compiler.Selection;

namespace Whittle.Benchmarks.Commands;

/// <summary>Perceptrons of given sizes in straight-line code and with dense kernels: where the break-even of the selector comes from. Fails where the outputs differ.</summary>
internal static class InLine
{
    private static readonly string[] s_sizes = ["4-16-3", "8-8-8", "16-16", "32-16-4", "32-32", "16-64", "48-24", "64-16", "64-24", "100-10"];

    private static readonly KernelForm?[] s_forms = [KernelForm.Unrolled, KernelForm.Dense, null];

    public static int Run(string[] sizes)
    {
        Console.WriteLine($"{Machine.Processor}, load {Machine.Load}; ns a prediction");
        Console.WriteLine($"{"sizes",-16} {"operations",-12} {"int8 in line",13} {"kernels",9} {"chosen",9} {"float in line",14} {"kernels",9} {"chosen",9}");
        var same = true;
        foreach (var text in sizes.Length > 0 ? sizes : s_sizes)
        {
            int[] lengths = [.. text.Split('-').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
            same &= Measure(text, lengths);
        }

        return same ? 0 : 1;
    }

    private static bool Measure(string text, int[] lengths)
    {
        var builder = new NetBuilder(Extent.Vector(lengths[0]), signed: true, WeightForm.Dense);
        for (var i = 1; i < lengths.Length; i++)
        {
            builder.FullyConnected(lengths[i], relu: i + 1 < lengths.Length);
        }

        var net = builder.Build();
        byte[][] dresses = [QdqDress.Write(net, Calibration.Measure(net)), FloatDress.Write(net)];
        var name = "Net" + text.Replace('-', '_');
        var models = dresses.SelectMany((dress, i) => s_forms.Select(form => NetAssembly.Compile(dress, $"{name}_{(Dress)i}{form?.ToString() ?? "Chosen"}", wanted: form))).ToArray();
        var calls = NetAssembly.Load(models);
        var ours = models.Select((model, i) => new OurNet(net, calls[i], model.Plan)).ToArray();
        var random = new Random(1);
        foreach (ref var value in ours[0].Input.AsSpan())
        {
            value = random.NextSingle() - 0.5f;
        }

        foreach (var other in ours)
        {
            ours[0].Input.CopyTo(other.Input, 0);
        }

        Action<int>[] candidates = [.. ours.Select(our => (Action<int>)our.Run)];
        Interleaved.WarmUp(candidates);
        var times = Interleaved.Measure(candidates).Select(rounds => Interleaved.Median(rounds)).ToArray();
        var same = ours[0].Output.AsSpan().SequenceEqual(ours[1].Output) && ours[0].Output.AsSpan().SequenceEqual(ours[2].Output);
        var operations = string.Join(' ', lengths.Skip(1).Select((outputs, i) => (lengths[i] * (1 + ((outputs + 7) / 8))).ToString(CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{text,-16} {operations,-12} {times[0],13:F1} {times[1],9:F1} {times[2],9:F1} {times[3],14:F1} {times[4],9:F1} {times[5],9:F1}{(same ? "" : " DIFFERENT")}"));
        return same;
    }
}
