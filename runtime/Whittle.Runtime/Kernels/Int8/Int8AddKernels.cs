using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Packed forms of layers that add a residual, where they are not the same as without it.</summary>
internal static class Int8AddKernels
{
    /// <summary>Sorted rows must be settled before the residual is added.</summary>
    public static Int8Kernel<AddEpilogue> Sparse(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
    {
        var form = Int8Kernels<AddEpilogue>.SparseForm(geometry, weights, path);
        return form is { Blocks: null, Steps.Format.Sorted: true }
            ? new SettlingAddKernel(Int8Kernels<RequantizeEpilogue>.Gather(geometry, weights, form.Steps, path), geometry, path.EndingLevel())
            : Int8Kernels<AddEpilogue>.Sparse(geometry, weights, form, path);
    }
}
