namespace Whittle.Runtime.Kernels;

/// <summary>
/// Float lanes of one vector width, filled from and stored to 8-bit elements, so that a kernel's vector loop is written once.
/// Implementations are empty structs: the JIT makes one loop per width, with every member inlined.
/// </summary>
/// <remarks>
/// All members do in each lane exactly what the scalar members of <see cref="Element8"/> and C# operators do: nothing is fused unless it says so.
/// </remarks>
internal interface ILanes<TVector>
{
    static abstract int Count { get; }

    static abstract TVector Broadcast(float value);

    /// <summary>Widens <see cref="Count"/> 8-bit elements.</summary>
    static abstract TVector Load<T>(ref T source)
        where T : unmanaged;

    static abstract TVector Load(ref float source);

    /// <summary>Converts <see cref="Count"/> integers.</summary>
    static abstract TVector Load(ref int source);

    /// <summary>Converts source[i] − factors[i] · factor, computed in int32.</summary>
    static abstract TVector LoadDifference(ref int source, ref int factors, int factor);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract TVector FusedMultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>Where value &lt; other: value, else other (so a NaN value gives other).</summary>
    static abstract TVector Lesser(TVector value, TVector other);

    /// <summary>Where value &gt; other: value, else other (so a NaN value gives other).</summary>
    static abstract TVector Greater(TVector value, TVector other);

    static abstract void Store(TVector value, ref float destination);

    /// <summary>Rounds half to even, adds the zero point and stores as 8-bit elements with saturation.</summary>
    static abstract void Store<T>(TVector value, int zeroPoint, ref T destination)
        where T : unmanaged;

    /// <summary>Rounds four vectors in a row half to even and stores them as 8-bit elements with saturation.</summary>
    static abstract void StoreFour<T>(TVector value0, TVector value1, TVector value2, TVector value3, ref T destination)
        where T : unmanaged;
}
