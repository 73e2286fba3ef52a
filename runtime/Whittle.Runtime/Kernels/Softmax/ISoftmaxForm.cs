namespace Whittle.Runtime.Kernels;

/// <summary>Which of the two forms a softmax loop computes; a type, so that the JIT drops the other one.</summary>
internal interface ISoftmaxForm
{
    static abstract bool IsLogarithm { get; }
}
