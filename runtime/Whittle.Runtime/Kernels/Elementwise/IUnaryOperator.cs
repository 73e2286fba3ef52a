namespace Whittle.Runtime.Kernels;

/// <summary>One value in, one value out: the scalar truth of an elementwise operator. Its parameters are the fields of the struct.</summary>
public interface IUnaryOperator<TFrom, TTo>
{
    TTo Invoke(TFrom value);
}
