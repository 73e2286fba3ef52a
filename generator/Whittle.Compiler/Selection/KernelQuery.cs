using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Selection;

/// <summary>Everything that the choice of a kernel may depend on.</summary>
public sealed record KernelQuery
{
    /// <summary>"FullyConnected" or "Conv".</summary>
    public required string Operator { get; init; }

    public required WeightStatistics Weights { get; init; }

    /// <summary>Output features or channels.</summary>
    public required int Outputs { get; init; }

    /// <summary>Weights per output.</summary>
    public required int Inputs { get; init; }

    /// <summary>Rows of a fully connected layer, pixels of a convolution: how often each weight is used.</summary>
    public required int Rows { get; init; }

    public int Groups { get; init; } = 1;

    /// <summary>What sparse kernels would make of int8 weights; null where there are none for the layer.</summary>
    public SparseFit? Sparse { get; init; }

    /// <summary>Where the activations lie, if sparse kernels could gather them.</summary>
    internal GatherGeometry? Geometry { get; init; }

    /// <summary>What Winograd's convolution would gain; null where it cannot do the layer, or may not, being inexact.</summary>
    public WinogradFit? Winograd { get; init; }

    /// <summary>What reading planes is estimated to gain over a channels-last copy; null for layers whose image is channels-last already.</summary>
    public double? PlanarGain { get; init; }

    /// <summary>Whether every group of a convolution has one input and one output channel.</summary>
    public bool Depthwise { get; init; }

    /// <summary>Whether the sums of an integer layer are exact in floats, so that it can be written in line.</summary>
    public bool SumsFitFloats { get; init; }

    /// <summary>Whether an integer layer gets its 8 bits from a kernel or gives them to one, so that nothing is gained by writing it in line.</summary>
    public bool AmongKernels { get; init; }

    /// <summary>Suffix of the kernel for the epilogue wanted: "" (requantize), "Add" (requantize and add), "Accumulate" or "Dynamic"; integer kernels
    /// only.</summary>
    public string Epilogue { get; init; } = "";

    /// <summary>The form to take if the layer can have it, so that it can be measured beside the others; null lets the costs decide.</summary>
    public KernelForm? Wanted { get; init; }

    /// <summary>The same question about other weights of the same shape.</summary>
    internal KernelQuery For(Tensor weights)
    {
        var statistics = WeightStatistics.Of(weights);
        return this with { Weights = statistics, Sparse = SparseFit.Of(weights, statistics, Geometry), Winograd = Winograd?.For(weights) };
    }
}

/// <summary>The kernel and why, for the plan and the head of the generated code.</summary>
public sealed record KernelChoice(string Kernel, string Reason);
