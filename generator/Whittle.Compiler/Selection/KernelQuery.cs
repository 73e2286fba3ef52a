using Whittle.Compiler.Analysis;

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

    /// <summary>Whether every group of a convolution has one input and one output channel.</summary>
    public bool Depthwise { get; init; }

    /// <summary>Suffix of the kernel for the epilogue wanted: "" (requantize), "Accumulate" or "Dynamic"; integer kernels only.</summary>
    public string Epilogue { get; init; } = "";
}

/// <summary>The kernel and why, for the plan and the head of the generated code.</summary>
public sealed record KernelChoice(string Kernel, string Reason);
