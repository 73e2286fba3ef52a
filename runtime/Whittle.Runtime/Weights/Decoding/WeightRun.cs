using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Decodes a run of elements: the stored bytes of one element after the other.</summary>
internal static class WeightRun
{
    /// <summary>Whether tensors of a stored type can be read as <paramref name="element"/>.</summary>
    internal static bool CanRead(WeightElementType type, Type element) => type switch
    {
        WeightElementType.Float32 => element == typeof(float),
        WeightElementType.Float16 => element == typeof(Half) || element == typeof(float),
        WeightElementType.Int8 or WeightElementType.Int4 => element == typeof(sbyte),
        WeightElementType.UInt8 or WeightElementType.UInt4 => element == typeof(byte),
        WeightElementType.Int32 => element == typeof(int),
        WeightElementType.Int64 => element == typeof(long),
        WeightElementType.Float64 => element == typeof(double),
        WeightElementType.Bool => element == typeof(bool),
        _ => false,
    };

    /// <summary>The caller has checked the type (<see cref="CanRead"/>) and that <paramref name="stored"/> is as long as the run.</summary>
    internal static void Read(WeightElementType type, ReadOnlySpan<byte> stored, Span<byte> destination, int elementBytes)
    {
        switch (type)
        {
            case WeightElementType.Float16 when elementBytes == sizeof(float):
                ReadHalves(stored, MemoryMarshal.Cast<byte, float>(destination));
                break;
            case WeightElementType.Bool:
                ReadBooleans(stored, destination);
                break;
            case WeightElementType.Int4:
                ReadNibbles(stored, destination, signed: true);
                break;
            case WeightElementType.UInt4:
                ReadNibbles(stored, destination, signed: false);
                break;
            default:
                stored.CopyTo(destination);
                if (!BitConverter.IsLittleEndian)
                {
                    Swap(destination, elementBytes);
                }

                break;
        }
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void ReadHalves(ReadOnlySpan<byte> stored, Span<float> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(stored[(2 * i)..]);
        }
    }

    /// <summary>A <see cref="bool"/> whose byte is neither 0 nor 1 would behave oddly, so any other byte becomes 1.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void ReadBooleans(ReadOnlySpan<byte> stored, Span<byte> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = stored[i] == 0 ? (byte)0 : (byte)1;
        }
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void ReadNibbles(ReadOnlySpan<byte> stored, Span<byte> destination, bool signed)
    {
        // (x ^ 8) - 8 extends the sign of four bits; with 0 for 8 it changes nothing.
        var sign = signed ? 8 : 0;
        for (var i = 0; i < destination.Length; i++)
        {
            var nibble = (stored[i >> 1] >> ((i & 1) * 4)) & 15;
            destination[i] = unchecked((byte)((nibble ^ sign) - sign));
        }
    }

    private static void Swap(Span<byte> bytes, int elementBytes)
    {
        for (var i = 0; i < bytes.Length; i += elementBytes)
        {
            bytes.Slice(i, elementBytes).Reverse();
        }
    }
}
