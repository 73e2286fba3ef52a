namespace Whittle.Onnx.Elements;

/// <summary>16-bit floats, which .NET Standard 2.0 does not know.</summary>
internal static class HalfBits
{
    /// <summary>IEEE binary16: 1 sign, 5 exponent, 10 fraction bits. Exact, as every half is a float.</summary>
    public static unsafe float FromFloat16(ushort bits)
    {
        var sign = (uint)(bits & 0x8000) << 16;
        var exponent = (bits >> 10) & 0x1F;
        var fraction = (uint)(bits & 0x3FF);
        if (exponent == 0)
        {
            // Zero and subnormals are multiples of 2^-24.
            var magnitude = fraction * (1f / (1 << 24));
            return sign == 0 ? magnitude : -magnitude;
        }

        var wide = exponent == 31 ? 255 : exponent - 15 + 127;
        var single = sign | ((uint)wide << 23) | (fraction << 13);
        return *(float*)&single;
    }

    /// <summary>bfloat16 is the upper half of a float.</summary>
    public static unsafe float FromBFloat16(ushort bits)
    {
        var single = (uint)bits << 16;
        return *(float*)&single;
    }
}
