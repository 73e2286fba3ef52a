using Whittle.Benchmarks.Catalogue;
using Whittle.Compiler;
using Whittle.Compiler.Selection;

namespace Whittle.Benchmarks.Measuring;

/// <summary>Compiles a net once for each form of kernel and times the layers that come out differently.</summary>
internal static class KernelTrial
{
    /// <summary>Layers of a variant with at least two kernels to choose from, as compiled for each form; layers by name with their kernels.</summary>
    public static IReadOnlyList<(CompileResult Net, IReadOnlyDictionary<string, string> Layers)> Compile(PreparedNet prepared, Variant variant)
    {
        var nets = new List<(CompileResult Net, IReadOnlyDictionary<string, string> Layers)>();
        foreach (var form in Enum.GetValues<KernelForm>())
        {
            var net = prepared.Compile(variant.Dress, $"_{form}", variant.Exact, form);
            var layers = net.Plan.Layers.Where(layer => layer.Reason == "asked for").ToDictionary(layer => layer.Name, layer => layer.Kernel);
            if (layers.Count > 0)
            {
                nets.Add((net, layers));
            }
        }

        return nets.Count > 1 ? nets : [];
    }

    /// <summary>Times of all layers that have a choice.</summary>
    public static IEnumerable<KernelTime> Measure(NetEntry entry, Variant variant)
    {
        var prepared = new PreparedNet(entry.Name, variant.Form);
        var nets = Compile(prepared, variant);
        var times = nets.SelectMany(net => StepTrial.Measure(prepared, net.Net)
            .Where(step => step.Layer is { } layer && net.Layers.ContainsKey(layer.Name))
            .Select(step => new KernelTime(entry.Name, variant.Name, step.Layer!.Name, step.Kernel, step.Microseconds * 1000)));
        return times.GroupBy(time => time.Layer).Where(layer => layer.Count() > 1).SelectMany(layer => layer);
    }
}
