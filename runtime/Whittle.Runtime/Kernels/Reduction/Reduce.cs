namespace Whittle.Runtime.Kernels;

/// <summary>Folds a tensor along any of its axes.</summary>
public static class Reduce
{
    /// <summary>Scalar loops, for any element type.</summary>
    public static void Run<T, TReducer>(ReadOnlySpan<T> input, Span<T> output, TReducer reducer, ReadOnlySpan<int> shape, ReadOnlySpan<bool> reduced)
        where T : unmanaged
        where TReducer : struct, IReducer<T> =>
        Fold(input, output, reducer, new ScalarReduceRun<T, TReducer>(reducer), shape, reduced);

    /// <summary>Floats, at the widest vector of this machine.</summary>
    public static void Run<TReducer>(ReadOnlySpan<float> input, Span<float> output, TReducer reducer, ReadOnlySpan<int> shape, ReadOnlySpan<bool> reduced)
        where TReducer : struct, IFloatReducer, IReducer<float> =>
        Run(input, output, reducer, shape, reduced, Isa.Best);

    internal static void Run<TReducer>(
        ReadOnlySpan<float> input,
        Span<float> output,
        TReducer reducer,
        ReadOnlySpan<int> shape,
        ReadOnlySpan<bool> reduced,
        IsaLevel isa)
        where TReducer : struct, IFloatReducer, IReducer<float> =>
        Fold(input, output, reducer, new FloatReduceRun<TReducer>(reducer, isa), shape, reduced);

    private static void Fold<T, TReducer, TRun>(
        ReadOnlySpan<T> input,
        Span<T> output,
        TReducer reducer,
        TRun run,
        ReadOnlySpan<int> shape,
        ReadOnlySpan<bool> reduced)
        where T : unmanaged
        where TReducer : struct, IReducer<T>
        where TRun : struct, IReduceRun<T>
    {
        var count = ReduceAxes.Check(shape, reduced, input.Length, output.Length);
        if (input.IsEmpty)
        {
            output.Fill(reducer.Finish(reducer.Identity, count));
            return;
        }

        var axes = new ReduceAxes(shape, reduced);
        if (axes.IsInnermostReduced)
        {
            FoldHorizontally(input, output, reducer, run, axes);
        }
        else
        {
            FoldVertically(input, output, reducer, run, axes);
        }

        foreach (ref var value in output)
        {
            value = reducer.Finish(value, count);
        }
    }

    private static void FoldHorizontally<T, TReducer, TRun>(ReadOnlySpan<T> input, Span<T> output, TReducer reducer, TRun run, scoped in ReduceAxes axes)
        where TReducer : struct, IReducer<T>
        where TRun : struct, IReduceRun<T>
    {
        var length = axes.ReducedShape[^1];
        var kept = new Walker(axes.KeptShape, axes.KeptStrides);
        foreach (ref var value in output)
        {
            var folded = reducer.Identity;
            var walker = new Walker(axes.ReducedShape[..^1], axes.ReducedStrides[..^1]);
            do
            {
                folded = run.Horizontal(folded, input.Slice(kept.First + walker.First, length));
            }
            while (walker.MoveNext());
            value = folded;
            kept.MoveNext();
        }
    }

    private static void FoldVertically<T, TReducer, TRun>(ReadOnlySpan<T> input, Span<T> output, TReducer reducer, TRun run, scoped in ReduceAxes axes)
        where TReducer : struct, IReducer<T>
        where TRun : struct, IReduceRun<T>
    {
        output.Fill(reducer.Identity);
        var length = axes.KeptShape.IsEmpty ? 1 : axes.KeptShape[^1];
        var (rows, stride) = axes.ReducedShape.IsEmpty ? (1, length) : (axes.ReducedShape[^1], axes.ReducedStrides[^1]);
        var keptOuter = Math.Max(0, axes.KeptShape.Length - 1);
        var reducedOuter = Math.Max(0, axes.ReducedShape.Length - 1);
        var kept = new Walker(axes.KeptShape[..keptOuter], axes.KeptStrides[..keptOuter]);
        do
        {
            var walker = new Walker(axes.ReducedShape[..reducedOuter], axes.ReducedStrides[..reducedOuter]);
            do
            {
                run.Vertical(output[..length], input[(kept.First + walker.First)..], rows, stride);
            }
            while (walker.MoveNext());
            output = output[length..];
        }
        while (kept.MoveNext());
    }
}
