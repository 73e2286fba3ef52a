namespace Whittle.Runtime.Kernels;

/// <summary>The QLinearAdd that a layer ends with: its operands are the layer's own eight bits and a residual of the same shape.</summary>
/// <param name="leftScale">Scale of the left operand.</param>
/// <param name="leftZeroPoint">What a zero looks like there.</param>
/// <param name="rightScale">Scale of the right operand.</param>
/// <param name="rightZeroPoint">What a zero looks like there.</param>
/// <param name="outputScale">Scale of the sum.</param>
/// <param name="outputZeroPoint">What a zero looks like there.</param>
/// <param name="residualIsLeft">Whether the residual is the left operand: <see cref="QLinearAdd"/>'s formula is not symmetric.</param>
public readonly struct ResidualSum(
    float leftScale, int leftZeroPoint, float rightScale, int rightZeroPoint, float outputScale, int outputZeroPoint, bool residualIsLeft)
{
    internal QLinearSum Operation { get; } = new(leftScale, leftZeroPoint, rightScale, rightZeroPoint, outputScale, outputZeroPoint);

    internal bool ResidualIsLeft { get; } = residualIsLeft;
}
