namespace Whittle.Runtime.Kernels;

/// <summary>Two values in, one value out: the scalar truth of an elementwise operator.</summary>
public interface IBinaryOperator<TFrom, TTo>
{
    TTo Invoke(TFrom left, TFrom right);
}
