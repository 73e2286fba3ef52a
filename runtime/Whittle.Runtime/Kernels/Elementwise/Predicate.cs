namespace Whittle.Runtime.Kernels;

/// <summary>Asks a question of every element.</summary>
public static class Predicate
{
    public static void Run<T, TOperator>(ReadOnlySpan<T> input, Span<bool> output, TOperator operation)
        where TOperator : struct, IUnaryOperator<T, bool>
    {
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = operation.Invoke(input[i]);
        }
    }
}
