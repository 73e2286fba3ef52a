namespace Whittle.Runtime.Kernels;

/// <summary>A vector of floats of some width. An operator written once against it runs at 128, 256 and 512 bits.</summary>
/// <remarks>A mask is a vector whose lanes have all bits set or none.</remarks>
/// <typeparam name="TSelf">The vector itself; a struct, so that the JIT compiles each width apart and sees nothing but vector instructions.</typeparam>
public interface IFloatLanes<TSelf>
    where TSelf : struct, IFloatLanes<TSelf>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator |(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Every lane set to <paramref name="value"/>.</summary>
    static abstract TSelf Create(float value);

    /// <summary>Every lane set to the float with these bits.</summary>
    static abstract TSelf CreateBits(int bits);

    static abstract TSelf Load(ref readonly float source, nuint offset);

    static abstract void Store(TSelf value, ref float destination, nuint offset);

    /// <summary><c>a * b + c</c>, in one rounding where the CPU can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The same with one value for all lanes: the step of a polynomial.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, float c);

    /// <summary>The greater of two; NaN if either is.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller of two; NaN if either is.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Floor(TSelf value);

    static abstract TSelf Ceiling(TSelf value);

    /// <summary>To the nearest integer, half to even.</summary>
    static abstract TSelf Round(TSelf value);

    static abstract TSelf Log(TSelf value);

    static abstract TSelf Sin(TSelf value);

    static abstract TSelf Cos(TSelf value);

    static abstract TSelf LessThan(TSelf left, TSelf right);

    static abstract TSelf EqualTo(TSelf left, TSelf right);

    /// <summary><paramref name="whenSet"/> where the mask is set, else <paramref name="whenClear"/>.</summary>
    static abstract TSelf Choose(TSelf mask, TSelf whenSet, TSelf whenClear);

    /// <summary>2 to the power of an integral value in −126…127, by building the exponent bits.</summary>
    static abstract TSelf PowerOfTwo(TSelf integral);

    static abstract float SumLanes(TSelf value);
}
