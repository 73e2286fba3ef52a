using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>InstanceNorm → InstanceNormalization; with running statistics it is BatchNormalization in evaluation.</summary>
internal static class InstanceNormHandler
{
    public static string Add(GraphBuilder graph, InstanceNorm norm, string name, string input)
    {
        using var scope = NewDisposeScope();
        List<string> inputs =
        [
            input,
            graph.Constant($"{name}.weight", norm.weight ?? ones(norm.num_features)),
            graph.Constant($"{name}.bias", norm.bias ?? zeros(norm.num_features)),
        ];
        if (norm.track_running_stats && norm is { running_mean: { } mean, running_var: { } variance })
        {
            inputs.AddRange([graph.Constant($"{name}.running_mean", mean), graph.Constant($"{name}.running_var", variance)]);
            return graph.Node("BatchNormalization", name, inputs, GraphBuilder.Float("epsilon", norm.eps));
        }

        return graph.Node("InstanceNormalization", name, inputs, GraphBuilder.Float("epsilon", norm.eps));
    }
}
