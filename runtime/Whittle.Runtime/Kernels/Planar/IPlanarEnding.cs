namespace Whittle.Runtime.Kernels;

/// <summary>Ends tiles whose lanes are positions: sums to eight bits, turned so that the outputs of a position adjoin.</summary>
/// <typeparam name="TVector">Sums of one output for so many positions.</typeparam>
internal unsafe interface IPlanarEnding<TVector>
    where TVector : struct
{
    /// <summary>Four outputs: a is an output's first vector of positions, b its second.</summary>
    /// <param name="tile">Parameters.</param>
    /// <param name="output">First output's number.</param>
    /// <param name="y">Where the first output of the first position goes.</param>
    /// <param name="stride">Bytes from a position to the next.</param>
    static abstract void Four(
        in PlanarTileArguments tile,
        TVector a0,
        TVector b0,
        TVector a1,
        TVector b1,
        TVector a2,
        TVector b2,
        TVector a3,
        TVector b3,
        int output,
        byte* y,
        nint stride);

    /// <summary>Eight outputs.</summary>
    static abstract void Eight(
        in PlanarTileArguments tile,
        TVector a0,
        TVector b0,
        TVector a1,
        TVector b1,
        TVector a2,
        TVector b2,
        TVector a3,
        TVector b3,
        TVector a4,
        TVector b4,
        TVector a5,
        TVector b5,
        TVector a6,
        TVector b6,
        TVector a7,
        TVector b7,
        int output,
        byte* y,
        nint stride);
}
