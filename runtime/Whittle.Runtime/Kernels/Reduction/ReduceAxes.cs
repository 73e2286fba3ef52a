namespace Whittle.Runtime.Kernels;

/// <summary>A reduction's axes, sorted into kept and reduced ones, without those of length 1 and with neighbours of one kind joined.</summary>
internal ref struct ReduceAxes
{
    private AxisCounters _keptShape;
    private AxisCounters _keptStrides;
    private AxisCounters _reducedShape;
    private AxisCounters _reducedStrides;
    private int _kept;
    private int _reduced;

    internal ReduceAxes(ReadOnlySpan<int> shape, ReadOnlySpan<bool> reduced)
    {
        var stride = 1;
        var last = false;
        var any = false;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
            {
                continue;
            }

            ref var count = ref _kept;
            Span<int> sizes = _keptShape;
            Span<int> strides = _keptStrides;
            if (reduced[axis])
            {
                count = ref _reduced;
                sizes = _reducedShape;
                strides = _reducedStrides;
            }

            if (any && last == reduced[axis])
            {
                sizes[count - 1] *= shape[axis];
            }
            else
            {
                sizes[count] = shape[axis];
                strides[count++] = stride;
            }

            IsInnermostReduced = any ? IsInnermostReduced : reduced[axis];
            (any, last) = (true, reduced[axis]);
            stride *= shape[axis];
        }

        // Found from the innermost axis outwards.
        ((Span<int>)_keptShape)[.._kept].Reverse();
        ((Span<int>)_keptStrides)[.._kept].Reverse();
        ((Span<int>)_reducedShape)[.._reduced].Reverse();
        ((Span<int>)_reducedStrides)[.._reduced].Reverse();
    }

    internal bool IsInnermostReduced { get; }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    internal readonly ReadOnlySpan<int> KeptShape => ((ReadOnlySpan<int>)_keptShape)[.._kept];

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    internal readonly ReadOnlySpan<int> KeptStrides => ((ReadOnlySpan<int>)_keptStrides)[.._kept];

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    internal readonly ReadOnlySpan<int> ReducedShape => ((ReadOnlySpan<int>)_reducedShape)[.._reduced];

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    internal readonly ReadOnlySpan<int> ReducedStrides => ((ReadOnlySpan<int>)_reducedStrides)[.._reduced];

    /// <summary>Checks the spans' lengths; returns the number of inputs per output.</summary>
    internal static int Check(ReadOnlySpan<int> shape, ReadOnlySpan<bool> reduced, int inputLength, int outputLength)
    {
        Shapes.Check(shape, inputLength, nameof(shape));
        Arguments.Require(reduced.Length == shape.Length, "There must be one entry per axis.", nameof(reduced));
        var (kept, folded) = (1L, 1L);
        for (var axis = 0; axis < shape.Length; axis++)
        {
            (kept, folded) = reduced[axis] ? (kept, folded * shape[axis]) : (kept * shape[axis], folded);
        }

        Arguments.Length(kept, outputLength, "output");
        return (int)folded;
    }
}
