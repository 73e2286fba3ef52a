namespace Whittle.Runtime.Kernels;

/// <summary>Whether x is an infinity of a sign that is asked for.</summary>
public readonly struct IsInfinity(bool detectPositive, bool detectNegative) : IUnaryOperator<float, bool>, IUnaryOperator<double, bool>
{
    public bool Invoke(float value) => (detectPositive && float.IsPositiveInfinity(value)) || (detectNegative && float.IsNegativeInfinity(value));

    public bool Invoke(double value) => (detectPositive && double.IsPositiveInfinity(value)) || (detectNegative && double.IsNegativeInfinity(value));
}
