namespace Whittle.Runtime.Kernels;

/// <summary>Whether x is not a number.</summary>
public readonly struct IsNaN : IUnaryOperator<float, bool>, IUnaryOperator<double, bool>
{
    public bool Invoke(float value) => float.IsNaN(value);

    public bool Invoke(double value) => double.IsNaN(value);
}
