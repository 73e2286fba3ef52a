using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Floats, a vector at a time. Horizontally four vectors of partial folds are kept, which hides the latency and makes sums more exact than
/// one after the other.</summary>
internal readonly struct FloatReduceRun<TReducer>(TReducer reducer, IsaLevel isa) : IReduceRun<float>
    where TReducer : struct, IFloatReducer, IReducer<float>
{
    public float Horizontal(float folded, ReadOnlySpan<float> values) => isa switch
    {
        IsaLevel.Scalar => new ScalarReduceRun<float, TReducer>(reducer).Horizontal(folded, values),
        IsaLevel.Vector128 => HorizontalLanes<FloatLanes128>(folded, values),
        IsaLevel.Avx2 => HorizontalLanes<FloatLanes256>(folded, values),
        _ => HorizontalLanes<FloatLanes512>(folded, values),
    };

    public void Vertical(Span<float> folded, ReadOnlySpan<float> values, int rows, int stride)
    {
        var done = isa switch
        {
            IsaLevel.Scalar => 0,
            IsaLevel.Vector128 => VerticalLanes<FloatLanes128>(folded, values, rows, stride),
            IsaLevel.Avx2 => VerticalLanes<FloatLanes256>(folded, values, rows, stride),
            _ => VerticalLanes<FloatLanes512>(folded, values, rows, stride),
        };
        if (done < folded.Length)
        {
            new ScalarReduceRun<float, TReducer>(reducer).Vertical(folded[done..], values[done..], rows, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float HorizontalLanes<TLanes>(float folded, ReadOnlySpan<float> values)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        ref var source = ref MemoryMarshal.GetReference(values);
        var count = (nuint)TLanes.Count;
        var length = (nuint)values.Length;
        nuint i = 0;
        if (length >= count)
        {
            var a = TLanes.Create(reducer.Identity);
            var (b, c, d) = (a, a, a);
            for (; i + (4 * count) <= length; i += 4 * count)
            {
                a = reducer.Accumulate(a, TLanes.Load(in source, i));
                b = reducer.Accumulate(b, TLanes.Load(in source, i + count));
                c = reducer.Accumulate(c, TLanes.Load(in source, i + (2 * count)));
                d = reducer.Accumulate(d, TLanes.Load(in source, i + (3 * count)));
            }

            for (; i + count <= length; i += count)
            {
                a = reducer.Accumulate(a, TLanes.Load(in source, i));
            }

            LaneBuffer buffer = default;
            Span<float> lanes = buffer;
            TLanes.Store(reducer.Combine(reducer.Combine(a, b), reducer.Combine(c, d)), ref lanes[0], 0);
            for (var width = TLanes.Count / 2; width > 0; width /= 2)
            {
                for (var lane = 0; lane < width; lane++)
                {
                    lanes[lane] = reducer.Combine(lanes[lane], lanes[lane + width]);
                }
            }

            folded = reducer.Combine(folded, lanes[0]);
        }

        for (; i < length; i++)
        {
            folded = reducer.Accumulate(folded, Unsafe.Add(ref source, i));
        }

        return folded;
    }

    /// <summary>Columns stay in registers while the rows go by: four vectors of them, then one. Returns how many columns are done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int VerticalLanes<TLanes>(Span<float> folded, ReadOnlySpan<float> values, int rows, int stride)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var destination = ref MemoryMarshal.GetReference(folded);
        var count = (nuint)TLanes.Count;
        var length = (nuint)folded.Length;
        var end = (nuint)rows * (nuint)stride;
        nuint i = 0;
        for (; i + (4 * count) <= length; i += 4 * count)
        {
            var a = TLanes.Load(in destination, i);
            var b = TLanes.Load(in destination, i + count);
            var c = TLanes.Load(in destination, i + (2 * count));
            var d = TLanes.Load(in destination, i + (3 * count));
            for (var at = i; at < end; at += (nuint)stride)
            {
                a = reducer.Accumulate(a, TLanes.Load(in source, at));
                b = reducer.Accumulate(b, TLanes.Load(in source, at + count));
                c = reducer.Accumulate(c, TLanes.Load(in source, at + (2 * count)));
                d = reducer.Accumulate(d, TLanes.Load(in source, at + (3 * count)));
            }

            TLanes.Store(a, ref destination, i);
            TLanes.Store(b, ref destination, i + count);
            TLanes.Store(c, ref destination, i + (2 * count));
            TLanes.Store(d, ref destination, i + (3 * count));
        }

        for (; i + count <= length; i += count)
        {
            var a = TLanes.Load(in destination, i);
            for (var at = i; at < end; at += (nuint)stride)
            {
                a = reducer.Accumulate(a, TLanes.Load(in source, at));
            }

            TLanes.Store(a, ref destination, i);
        }

        return (int)i;
    }
}
