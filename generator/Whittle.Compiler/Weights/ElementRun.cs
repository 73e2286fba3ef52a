using Whittle.Compiler.Ir;
using Whittle.Plan;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Elements without gaps.</summary>
internal static class ElementRun
{
    /// <summary>A form byte and the elements: as halves where those are exact, otherwise as they are.</summary>
    public static StoredForm Of(ElementType type, ReadOnlySpan<byte> elements) =>
        type == ElementType.Float32 && Halves(elements) is { } halves
            ? new StoredForm("half", [(byte)StoredValues.HalfRun, .. halves], 0)
            : new StoredForm("raw", [(byte)StoredValues.Run, .. Bytes(type, elements)], 0);

    /// <summary>As they are, or two per byte for the 4-bit types, the first in the low half.</summary>
    private static byte[] Bytes(ElementType type, ReadOnlySpan<byte> elements)
    {
        if (type is not (ElementType.Int4 or ElementType.UInt4))
        {
            return elements.ToArray();
        }

        var packed = new byte[(elements.Length + 1) / 2];
        for (var i = 0; i < elements.Length; i++)
        {
            packed[i / 2] |= (byte)((elements[i] & 15) << (4 * (i % 2)));
        }

        return packed;
    }

    /// <summary>Null when a float is not exact as a half.</summary>
    private static byte[]? Halves(ReadOnlySpan<byte> elements)
    {
        var floats = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(elements);
        var halves = new byte[2 * floats.Length];
        for (var i = 0; i < floats.Length; i++)
        {
            var bits = HalfBits.FromFloat(floats[i]);
            if (float.IsNaN(floats[i]) || BitConverter.DoubleToInt64Bits(HalfBits.ToFloat(bits)) != BitConverter.DoubleToInt64Bits(floats[i]))
            {
                return null;
            }

            halves[2 * i] = (byte)bits;
            halves[(2 * i) + 1] = (byte)(bits >> 8);
        }

        return halves;
    }
}
