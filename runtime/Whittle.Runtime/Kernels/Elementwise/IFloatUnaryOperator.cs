namespace Whittle.Runtime.Kernels;

/// <summary>A unary operator that also runs on vectors of floats of any width; used when its element type is <see cref="float"/>.</summary>
public interface IFloatUnaryOperator
{
    TLanes Invoke<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>;
}
