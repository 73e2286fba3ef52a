namespace Whittle.Runtime.Kernels;

/// <summary>Ends tiles whose lanes are positions: sums to eight bits, turned so that the outputs of a position adjoin.</summary>
/// <typeparam name="TVector">Sums of one output for so many positions.</typeparam>
/// <typeparam name="TBytes">Four outputs each of all positions of a tile, position after position.</typeparam>
internal unsafe interface IPlanarEnding<TVector, TBytes>
    where TVector : struct
    where TBytes : struct
{
    /// <summary>Requantizes four outputs: a is an output's first vector of positions, b its second.</summary>
    /// <param name="tile">Parameters.</param>
    /// <param name="output">First output's number.</param>
    static abstract TBytes Requantize(
        in PlanarTileArguments tile, TVector a0, TVector b0, TVector a1, TVector b1, TVector a2, TVector b2, TVector a3, TVector b3, int output);

    /// <summary>Stores four outputs of each position, a stride apart.</summary>
    static abstract void Store(TBytes outputs, byte* y, nint stride);

    /// <summary>Stores eight outputs of each position: adjoining positions, or, unless the ending <see cref="Joins"/>, a stride apart.</summary>
    static abstract void Store(TBytes first, TBytes second, byte* y, nint stride);

    /// <summary>Whether twice eight outputs are stored beside the output first, and brought together in whole vectors.</summary>
    static abstract bool Joins { get; }

    /// <summary>Brings twice eight adjoining outputs of a tile's positions together, where the ending <see cref="Joins"/>.</summary>
    static virtual void Join(byte* first, byte* second, byte* y, nint stride) => throw new NotSupportedException();
}
