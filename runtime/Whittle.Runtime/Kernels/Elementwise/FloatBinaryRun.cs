using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Floats, a vector at a time for neighbouring or repeated values. The rest and other steps run as scalars, which give the same bits.</summary>
internal readonly struct FloatBinaryRun<TOperator>(TOperator operation, IsaLevel isa) : IBinaryRun<float, float>
    where TOperator : struct, IFloatBinaryOperator, IBinaryOperator<float, float>
{
    public void Invoke(ref readonly float left, int leftStep, ref readonly float right, int rightStep, ref float output, int length)
    {
        var done = 0;
        if ((leftStep | rightStep) == 1)
        {
            done = isa switch
            {
                IsaLevel.Scalar => 0,
                IsaLevel.Vector128 => RunLanes<FloatLanes128>(in left, leftStep, in right, rightStep, ref output, length),
                IsaLevel.Avx2 => RunLanes<FloatLanes256>(in left, leftStep, in right, rightStep, ref output, length),
                _ => RunLanes<FloatLanes512>(in left, leftStep, in right, rightStep, ref output, length),
            };
        }

        if (done < length)
        {
            ref readonly var leftRest = ref Unsafe.Add(ref Unsafe.AsRef(in left), done * leftStep);
            ref readonly var rightRest = ref Unsafe.Add(ref Unsafe.AsRef(in right), done * rightStep);
            new ScalarBinaryRun<float, float, TOperator>(operation)
                .Invoke(in leftRest, leftStep, in rightRest, rightStep, ref Unsafe.Add(ref output, done), length - done);
        }
    }

    /// <summary>Returns how many elements are done: the greatest multiple of the lane count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RunLanes<TLanes>(ref readonly float left, int leftStep, ref readonly float right, int rightStep, ref float output, int length)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var count = (nuint)TLanes.Count;
        var end = (nuint)length - ((nuint)length % count);
        if (rightStep == 0)
        {
            var b = TLanes.Create(right);
            for (nuint i = 0; i < end; i += count)
            {
                TLanes.Store(operation.Invoke(TLanes.Load(in left, i), b), ref output, i);
            }
        }
        else if (leftStep == 0)
        {
            var a = TLanes.Create(left);
            for (nuint i = 0; i < end; i += count)
            {
                TLanes.Store(operation.Invoke(a, TLanes.Load(in right, i)), ref output, i);
            }
        }
        else
        {
            for (nuint i = 0; i < end; i += count)
            {
                TLanes.Store(operation.Invoke(TLanes.Load(in left, i), TLanes.Load(in right, i)), ref output, i);
            }
        }

        return (int)end;
    }
}
