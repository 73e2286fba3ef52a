using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Softmax and LogSoftmax: greatest value, sum of powers, then scaling; three passes over what the first one brought into the cache.</summary>
internal static class SoftmaxDriver
{
    internal static void Run<TForm>(ReadOnlySpan<float> input, Span<float> output, int outer, int axisLength, int inner, IsaLevel isa)
        where TForm : struct, ISoftmaxForm
    {
        Arguments.Require((outer | axisLength | inner) >= 0, "No dimension may be negative.", nameof(outer));
        Arguments.Length(Shapes.Product([outer, axisLength, inner]), input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        var size = axisLength * inner;
        for (var start = 0; start < input.Length; start += size)
        {
            var from = input.Slice(start, size);
            var to = output.Slice(start, size);
            switch (isa)
            {
                case IsaLevel.Scalar:
                    Columns<TForm>(from, to, 0, axisLength, inner);
                    break;
                case IsaLevel.Vector128:
                    Plane<TForm, FloatLanes128>(from, to, axisLength, inner, isa);
                    break;
                case IsaLevel.Avx2:
                    Plane<TForm, FloatLanes256>(from, to, axisLength, inner, isa);
                    break;
                default:
                    Plane<TForm, FloatLanes512>(from, to, axisLength, inner, isa);
                    break;
            }
        }
    }

    private static void Plane<TForm, TLanes>(ReadOnlySpan<float> input, Span<float> output, int axisLength, int inner, IsaLevel isa)
        where TForm : struct, ISoftmaxForm
        where TLanes : struct, IFloatLanes<TLanes>
    {
        if (inner == 1)
        {
            var max = new FloatReduceRun<ReduceMax<float>>(default, isa).Horizontal(float.NegativeInfinity, input);
            Row<TForm, TLanes>(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), input.Length, max);
            return;
        }

        var column = 0;
        for (; column + TLanes.Count <= inner; column += TLanes.Count)
        {
            ColumnLanes<TForm, TLanes>(
                ref Unsafe.Add(ref MemoryMarshal.GetReference(input), column),
                ref Unsafe.Add(ref MemoryMarshal.GetReference(output), column),
                axisLength,
                (nuint)inner);
        }

        Columns<TForm>(input, output, column, axisLength, inner);
    }

    /// <summary>The scalar truth: column by column from <paramref name="first"/> on.</summary>
    private static void Columns<TForm>(ReadOnlySpan<float> input, Span<float> output, int first, int axisLength, int inner)
        where TForm : struct, ISoftmaxForm
    {
        for (var column = first; column < inner; column++)
        {
            var max = float.NegativeInfinity;
            for (var i = column; i < axisLength * inner; i += inner)
            {
                max = MathF.Max(max, input[i]);
            }

            var sum = 0f;
            for (var i = column; i < axisLength * inner; i += inner)
            {
                sum += MathF.Exp(input[i] - max);
            }

            var log = MathF.Log(sum);
            var scale = 1f / sum;
            for (var i = column; i < axisLength * inner; i += inner)
            {
                output[i] = TForm.IsLogarithm ? input[i] - max - log : MathF.Exp(input[i] - max) * scale;
            }
        }
    }

    /// <summary>The axis is dense: lanes run along it. The last, partial vector is filled up with −∞, whose power is 0.</summary>
    private static void Row<TForm, TLanes>(ref float source, ref float destination, int length, float max)
        where TForm : struct, ISoftmaxForm
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var rest = length % TLanes.Count;
        var end = length - rest;
        ref var lastSource = ref Unsafe.Add(ref source, end);
        ref var lastDestination = ref Unsafe.Add(ref destination, end);
        LaneBuffer from = default;
        LaneBuffer to = default;
        ((Span<float>)from).Fill(float.NegativeInfinity);
        MemoryMarshal.CreateReadOnlySpan(ref lastSource, rest).CopyTo(from);
        var sum = Powers<TForm, TLanes>(ref source, ref destination, (nuint)end, max);
        if (rest > 0)
        {
            sum += Powers<TForm, TLanes>(ref from[0], ref to[0], (nuint)TLanes.Count, max);
        }

        var final = TForm.IsLogarithm ? MathF.Log(sum) : 1f / sum;
        Scale<TForm, TLanes>(ref source, ref destination, (nuint)end, max, final);
        if (rest > 0)
        {
            Scale<TForm, TLanes>(ref from[0], ref to[0], (nuint)TLanes.Count, max, final);
            ((ReadOnlySpan<float>)to)[..rest].CopyTo(MemoryMarshal.CreateSpan(ref lastDestination, rest));
        }
    }

    /// <summary>Σ e^(x − max) over whole vectors; Softmax keeps the powers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Powers<TForm, TLanes>(ref float source, ref float destination, nuint length, float max)
        where TForm : struct, ISoftmaxForm
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var greatest = TLanes.Create(max);
        var sums = TLanes.Create(0f);
        for (nuint i = 0; i < length; i += (nuint)TLanes.Count)
        {
            var power = Exp.OfNegative(TLanes.Load(in source, i) - greatest);
            sums += power;
            if (!TForm.IsLogarithm)
            {
                TLanes.Store(power, ref destination, i);
            }
        }

        return TLanes.SumLanes(sums);
    }

    /// <summary>The last pass: powers times 1 / Σ, or x − max − log Σ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TForm, TLanes>(ref float source, ref float destination, nuint length, float max, float final)
        where TForm : struct, ISoftmaxForm
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var greatest = TLanes.Create(max);
        var factor = TLanes.Create(final);
        for (nuint i = 0; i < length; i += (nuint)TLanes.Count)
        {
            var result = TForm.IsLogarithm ? TLanes.Load(in source, i) - greatest - factor : TLanes.Load(in destination, i) * factor;
            TLanes.Store(result, ref destination, i);
        }
    }

    /// <summary>Neighbours are different columns: each lane is a softmax of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ColumnLanes<TForm, TLanes>(ref float source, ref float destination, int axisLength, nuint inner)
        where TForm : struct, ISoftmaxForm
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var end = (nuint)axisLength * inner;
        var max = TLanes.Create(float.NegativeInfinity);
        for (nuint i = 0; i < end; i += inner)
        {
            max = TLanes.Max(max, TLanes.Load(in source, i));
        }

        var sum = TLanes.Create(0f);
        for (nuint i = 0; i < end; i += inner)
        {
            var power = Exp.OfNegative(TLanes.Load(in source, i) - max);
            sum += power;
            if (!TForm.IsLogarithm)
            {
                TLanes.Store(power, ref destination, i);
            }
        }

        var final = TForm.IsLogarithm ? TLanes.Log(sum) : TLanes.Create(1f) / sum;
        for (nuint i = 0; i < end; i += inner)
        {
            var result = TForm.IsLogarithm ? TLanes.Load(in source, i) - max - final : TLanes.Load(in destination, i) * final;
            TLanes.Store(result, ref destination, i);
        }
    }
}
