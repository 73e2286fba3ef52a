namespace Whittle.Runtime.Kernels;

/// <summary>A reducer that also folds vectors of floats, lane by lane; used when its element type is <see cref="float"/>.</summary>
public interface IFloatReducer
{
    TLanes Accumulate<TLanes>(TLanes folded, TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>;

    TLanes Combine<TLanes>(TLanes left, TLanes right)
        where TLanes : struct, IFloatLanes<TLanes>;
}
