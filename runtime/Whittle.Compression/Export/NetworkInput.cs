using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export;

/// <summary>What a network takes: floats, or indices where it has an embedding.</summary>
/// <param name="Shape">The input's shape.</param>
/// <param name="Indices">Entries of the smallest embedding, or null.</param>
internal sealed record NetworkInput(long[] Shape, long? Indices)
{
    private const int Seed = 1;

    public static NetworkInput Of(nn.Module network, ExportOptions options)
    {
        if (options.DynamicActivations && options.Activations is not null)
        {
            throw new CompressionException(
                $"{nameof(options.DynamicActivations)} and {nameof(options.Activations)} are two ways to round activations; choose one.");
        }

        var embeddings = network.named_modules()
            .Select(entry => entry.Item2)
            .Prepend(network)
            .OfType<Embedding>()
            .Select(module => module.weight!.shape[0])
            .ToList();
        return embeddings.Count == 0 ? new NetworkInput(options.InputShape, null)
            : options.Activations is null ? new NetworkInput(options.InputShape, embeddings.Min())
            : throw new CompressionException("The network takes indices, which have no scale. Export it without activations, or with dynamic ones.");
    }

    /// <summary>Random input, the same each time.</summary>
    public Tensor Sample()
    {
        using var generator = new Generator(Seed);
        return Indices is { } entries ? randint(0, entries, Shape, dtype: ScalarType.Int64, generator: generator) : rand(Shape, generator: generator);
    }
}
