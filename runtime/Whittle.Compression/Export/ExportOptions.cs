using Whittle.Compression.Quantization;

namespace Whittle.Compression.Export;

/// <summary>How a network is written.</summary>
public sealed record ExportOptions
{
    /// <summary>Shape of the input with its batch, such as [1, 1, 28, 28].</summary>
    public required long[] InputShape { get; init; }

    /// <summary>Name of the input.</summary>
    public string Input { get; init; } = "input";

    /// <summary>Name of the output.</summary>
    public string Output { get; init; } = "output";

    /// <summary>Name of the graph.</summary>
    public string Name { get; init; } = "network";

    /// <summary>Names of the classes; written as the metadata "labels".</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Forms of weights by layer.</summary>
    public IReadOnlyDictionary<string, WeightForm> Weights { get; init; } = new Dictionary<string, WeightForm>();

    /// <summary>Scales of the values between layers: the graph gets QuantizeLinear and DequantizeLinear around each operator, which runtimes fuse into int8
    /// kernels.</summary>
    public ActivationScales? Activations { get; init; }

    /// <summary>Whether linear layers and convolutions round their input to bytes by its own range at run time: DynamicQuantizeLinear, then MatMulInteger or
    /// ConvInteger with int8 weights. Needs no calibration; excludes <see cref="Activations"/>.</summary>
    public bool DynamicActivations { get; init; }

    /// <summary>Largest difference between the written graph and the module on random input, relative to the largest output. Rounding to bytes may flip single
    /// steps.</summary>
    public double Tolerance { get; init; } = 1e-4;
}
