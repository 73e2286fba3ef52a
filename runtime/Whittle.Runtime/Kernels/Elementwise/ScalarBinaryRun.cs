using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The scalar truth: any element type, any steps.</summary>
internal readonly struct ScalarBinaryRun<TFrom, TTo, TOperator>(TOperator operation) : IBinaryRun<TFrom, TTo>
    where TOperator : struct, IBinaryOperator<TFrom, TTo>
{
    public void Invoke(ref readonly TFrom left, int leftStep, ref readonly TFrom right, int rightStep, ref TTo output, int length)
    {
        ref var a = ref Unsafe.AsRef(in left);
        ref var b = ref Unsafe.AsRef(in right);
        for (var i = 0; i < length; i++)
        {
            Unsafe.Add(ref output, i) = operation.Invoke(Unsafe.Add(ref a, i * leftStep), Unsafe.Add(ref b, i * rightStep));
        }
    }
}
