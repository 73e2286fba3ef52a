using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>Which kernels multiply zeros, and which of them have a sparse twin that the compiler would have taken.</summary>
internal static class SparseKernels
{
    /// <summary>A dense kernel, and the compiler knows a sparse one for this kind of layer.</summary>
    public static bool Declined(PlanLayer layer) =>
        layer.Kernel.StartsWith("FullyConnected", StringComparison.Ordinal) || layer.Kernel.StartsWith("ConvolutionInt8", StringComparison.Ordinal);

    /// <summary>A dense kernel, and there is no sparse one.</summary>
    public static bool Without(PlanLayer layer) =>
        layer.Kernel.StartsWith("ConvolutionFloat", StringComparison.Ordinal) || layer.Kernel.StartsWith("DepthwiseConvolution", StringComparison.Ordinal);
}
