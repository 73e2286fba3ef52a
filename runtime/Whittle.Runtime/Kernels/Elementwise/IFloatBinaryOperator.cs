namespace Whittle.Runtime.Kernels;

/// <summary>A binary operator that also runs on vectors of floats of any width; used when its element type is <see cref="float"/>.</summary>
public interface IFloatBinaryOperator
{
    TLanes Invoke<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes>;
}
