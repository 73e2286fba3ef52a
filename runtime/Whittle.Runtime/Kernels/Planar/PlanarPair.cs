namespace Whittle.Runtime.Kernels;

/// <summary>Bytes of a tile's first vector of positions, and of its second.</summary>
internal readonly struct PlanarPair<TVector>(TVector first, TVector second)
    where TVector : struct
{
    public readonly TVector First = first;

    public readonly TVector Second = second;
}
