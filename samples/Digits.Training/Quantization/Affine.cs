namespace DigitTraining.Quantization;

/// <summary>How bytes stand for real numbers: real = (byte - zero point) * scale.</summary>
internal readonly record struct Affine(float Scale, byte ZeroPoint)
{
    /// <summary>The finest scale that covers a range; zero always has a byte of its own.</summary>
    public static Affine ForRange(float least, float greatest)
    {
        (least, greatest) = (Math.Min(least, 0), Math.Max(greatest, 0));
        var scale = greatest > least ? (greatest - least) / byte.MaxValue : 1;
        return new Affine(scale, Saturate(MathF.Round(-least / scale)));
    }

    public byte Quantize(float value) => Saturate(MathF.Round(value / Scale) + ZeroPoint);

    public float Dequantize(byte value) => (value - ZeroPoint) * Scale;

    /// <summary>The byte for a sum of products whose unit is <paramref name="unit"/> of this scale's steps; rounds half to even, as ONNX Runtime
    /// does.</summary>
    public byte Requantize(int sum, float unit) => Saturate(MathF.Round(sum * unit) + ZeroPoint);

    private static byte Saturate(float value) => (byte)Math.Clamp(value, byte.MinValue, byte.MaxValue);
}
