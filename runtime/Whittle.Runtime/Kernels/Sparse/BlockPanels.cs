namespace Whittle.Runtime.Kernels;

/// <summary>All panels of a block-sparse layer.</summary>
/// <param name="weights">Step by step.</param>
/// <param name="offsets">First activation of each step, relative to the position's.</param>
/// <param name="steps">Number of steps of each panel.</param>
/// <param name="outputs">Outputs of all panels.</param>
internal readonly unsafe struct BlockPanels(sbyte* weights, int* offsets, int* steps, int outputs)
{
    public readonly sbyte* Weights = weights;

    public readonly int* Offsets = offsets;

    public readonly int* Steps = steps;

    public readonly int Outputs = outputs;
}
