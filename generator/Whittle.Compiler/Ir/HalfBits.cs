namespace Whittle.Compiler.Ir;

/// <summary>IEEE 754 binary16 and bfloat16 as their bits (netstandard2.0 has neither).</summary>
internal static class HalfBits
{
    public static float ToFloat(ushort bits)
    {
        var sign = (bits & 0x8000) == 0 ? 1f : -1f;
        var exponent = (bits >> 10) & 31;
        var mantissa = bits & 1023;
        return exponent switch
        {
            0 => sign * mantissa * (float)Math.Pow(2, -24),
            31 => mantissa == 0 ? sign * float.PositiveInfinity : float.NaN,
            _ => sign * (1024 + mantissa) * (float)Math.Pow(2, exponent - 25),
        };
    }

    /// <summary>Rounds half to even; overflows to infinity.</summary>
    public static ushort FromFloat(float value)
    {
        var bits = BitConverter.ToUInt32(BitConverter.GetBytes(value), 0);
        var sign = (ushort)((bits >> 16) & 0x8000);
        if (float.IsNaN(value))
        {
            return (ushort)(sign | 0x7E00);
        }

        var magnitude = Math.Abs((double)value);
        if (magnitude >= 65520)
        {
            return (ushort)(sign | 0x7C00);
        }

        if (magnitude < Math.Pow(2, -14))
        {
            return (ushort)(sign | (ushort)Math.Round(magnitude * Math.Pow(2, 24), MidpointRounding.ToEven));
        }

        var exponent = (int)((bits >> 23) & 255) - 127;
        var mantissa = (int)Math.Round(magnitude / Math.Pow(2, exponent - 10), MidpointRounding.ToEven);
        var packed = ((exponent + 15) << 10) + (mantissa - 1024);
        return (ushort)(sign | packed);
    }

    /// <summary>bfloat16, the upper half of a float, rounded half to even.</summary>
    public static ushort BFloatFromFloat(float value)
    {
        var bits = BitConverter.ToUInt32(BitConverter.GetBytes(value), 0);
        return float.IsNaN(value) ? (ushort)0x7FC0 : (ushort)(unchecked(bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
