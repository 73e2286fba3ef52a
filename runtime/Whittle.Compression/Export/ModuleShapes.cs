using static TorchSharp.torch;

namespace Whittle.Compression.Export;

/// <summary>Shapes of what each module of a network took and gave in one run, for operators that must be told.</summary>
internal sealed class ModuleShapes
{
    private readonly Dictionary<nn.Module, (long[] Input, long[] Output)> _shapes = [];

    private ModuleShapes()
    {
    }

    public static ModuleShapes None { get; } = new();

    /// <summary>Runs the network.</summary>
    public static ModuleShapes Of(nn.Module<Tensor, Tensor> network, NetworkInput input, out long[] outputShape)
    {
        using var scope = NewDisposeScope();
        var shapes = new ModuleShapes();
        var modules = network.named_modules().Select(entry => entry.Item2).Prepend(network).OfType<nn.Module<Tensor, Tensor>>().Distinct();
        var removals = modules.Select(shapes.Watch).ToList();
        try
        {
            outputShape = network.call(input.Sample()).shape;
            return shapes;
        }
        finally
        {
            removals.ForEach(remove => remove());
        }
    }

    /// <summary>Dimensions of what a module took, or null when it was not called.</summary>
    public int? RankOf(nn.Module module) => _shapes.TryGetValue(module, out var shapes) ? shapes.Input.Length : null;

    public long[] InputOf(nn.Module module, string name) => Find(module, name).Input;

    public long[] OutputOf(nn.Module module, string name) => Find(module, name).Output;

    /// <summary>The input's shape is taken before the module runs: modules that work in place may take the input with them. Returns what takes the hooks
    /// off.</summary>
    private Action Watch(nn.Module<Tensor, Tensor> module)
    {
        var before = module.register_forward_pre_hook((_, taken) =>
        {
            _shapes[module] = (taken.shape, []);
            return null!;
        });
        var after = module.register_forward_hook((_, _, given) =>
        {
            _shapes[module] = (_shapes[module].Input, given.shape);
            return null!;
        });
        return () =>
        {
            before.remove();
            after.remove();
        };
    }

    private (long[] Input, long[] Output) Find(nn.Module module, string name) => _shapes.TryGetValue(module, out var shapes)
        ? shapes
        : throw new CompressionException(
            $"'{name}' was not called when the network ran, so its shapes are not known. Let forward() use call() for its modules.");
}
