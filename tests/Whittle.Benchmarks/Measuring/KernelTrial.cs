using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Compilation;
using Whittle.Compiler;
using Whittle.Compiler.Selection;
using Whittle.Plan;

namespace Whittle.Benchmarks.Measuring;

/// <summary>Times the layers of a net that have a choice of kernels: each layer with each kernel is a plan of that one step, and all are measured in turns.</summary>
internal static class KernelTrial
{
    /// <summary>Times of all layers that have a choice.</summary>
    public static IReadOnlyList<KernelTime> Measure(NetEntry entry, Variant variant)
    {
        var prepared = new PreparedNet(entry.Name, variant.Form);
        var layers = Choices(prepared, variant);
        if (layers.Count == 0)
        {
            return [];
        }

        CompileResult[] plans = [StepTrial.With(layers[0].Net, "_call", []), .. layers.Select((layer, i) => StepTrial.With(layer.Net, Suffix(i), [layer.Step]))];
        Action<int>[] candidates = [.. NetAssembly.Load(plans).Select((calls, i) => (Action<int>)new OurNet(prepared.Net, calls, plans[i].Plan).Run)];
        Interleaved.WarmUp(candidates);
        var times = Interleaved.Measure(candidates).Select(rounds => Interleaved.Median(rounds)).ToArray();
        return [.. layers.Select((layer, i) => new KernelTime(entry.Name, variant.Name, layer.Name, layer.Kernel, times[i + 1] - times[0]))];
    }

    private static string Suffix(int index) => "_" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Compiles the net once for each form of kernel; the layers that come out in at least two ways, in the order of the net.</summary>
    private static IReadOnlyList<Choice> Choices(PreparedNet prepared, Variant variant) =>
    [
        // Straight-line layers join to chains, which cannot be told apart: the command in-line measures them.
        .. Enum.GetValues<KernelForm>()
            .Where(form => form != KernelForm.Unrolled)
            .Select(form => prepared.Compile(variant.Dress, $"_{form}", variant.Exact, form))
            .SelectMany(net => net.Plan.Steps.Select(step => (Net: net, Step: step, Layer: StepTrial.LayerOf(net.Plan, step))))
            .Where(item => item.Layer is { Reason: "asked for" })
            .Select(item => new Choice(item.Net, item.Step, item.Layer!.Name, item.Layer.Kernel))
            .GroupBy(choice => choice.Name)
            .Where(choices => choices.Count() > 1)
            .SelectMany(choices => choices),
    ];

    private sealed record Choice(CompileResult Net, PlanStep Step, string Name, string Kernel);
}
