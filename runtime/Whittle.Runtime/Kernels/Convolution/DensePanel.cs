namespace Whittle.Runtime.Kernels;

/// <summary>A panel of dense weights.</summary>
/// <param name="weights">Step by step.</param>
/// <param name="first">Its first output.</param>
/// <param name="outputs">Number of outputs; the last panel of a group may have fewer than its vectors have lanes.</param>
internal readonly unsafe struct DensePanel(sbyte* weights, int first, int outputs)
{
    public readonly sbyte* Weights = weights;

    public readonly int First = first;

    public readonly int Outputs = outputs;
}
