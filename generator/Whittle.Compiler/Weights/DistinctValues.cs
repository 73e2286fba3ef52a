using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Weights;

/// <summary>A tensor's elements as indices into tables of its distinct values, one table for all rows or one each.</summary>
/// <remarks>Values are bit patterns, so that zeros of either sign and NaNs survive; tables are ascending, which makes them independent of where a value first
/// stands.</remarks>
internal sealed class DistinctValues
{
    private const int ForAll = 4096;
    private const int ForARow = 256;

    private DistinctValues(ulong[][] tables, ushort[] indices) => (Tables, Indices) = (tables, indices);

    /// <summary>Per row.</summary>
    public ulong[][] Tables { get; }

    /// <summary>Per element.</summary>
    public ushort[] Indices { get; }

    /// <summary>Null where there are too many values for tables to pay.</summary>
    public static DistinctValues? Of(Tensor tensor, int rows)
    {
        var size = tensor.Element.Size();
        var length = tensor.Length / rows;
        var most = rows == 1 ? ForAll : Math.Min(ForARow, length);
        var tables = new ulong[rows][];
        var indices = new ushort[tensor.Length];
        for (var row = 0; row < rows; row++)
        {
            if (Number(tensor.Bytes.Slice(row * length * size, length * size), size, indices.AsSpan(row * length, length), most) is not { } table)
            {
                return null;
            }

            tables[row] = table;
        }

        return new DistinctValues(tables, indices);
    }

    /// <summary>The bits of an element.</summary>
    public static ulong Bits(ReadOnlySpan<byte> element)
    {
        ulong bits = 0;
        for (var i = element.Length - 1; i >= 0; i--)
        {
            bits = (bits << 8) | element[i];
        }

        return bits;
    }

    /// <summary>The ascending table of the elements' values, or null when there are more than <paramref name="most"/>.</summary>
    private static ulong[]? Number(ReadOnlySpan<byte> elements, int size, Span<ushort> indices, int most)
    {
        var found = new Dictionary<ulong, ushort>();
        var bytes = new int[size == 1 ? 256 : 0];
        for (var i = 0; i < indices.Length; i++)
        {
            var bits = Bits(elements.Slice(i * size, size));
            if (size == 1 && bytes[bits] > 0)
            {
                indices[i] = (ushort)(bytes[bits] - 1);
            }
            else if (found.TryGetValue(bits, out var index))
            {
                indices[i] = index;
            }
            else if (found.Count == most)
            {
                return null;
            }
            else
            {
                indices[i] = (ushort)found.Count;
                found[bits] = indices[i];
                if (size == 1)
                {
                    bytes[bits] = found.Count;
                }
            }
        }

        return Rank(found, indices);
    }

    private static ulong[] Rank(Dictionary<ulong, ushort> found, Span<ushort> indices)
    {
        var table = found.Keys.OrderBy(bits => bits).ToArray();
        var rank = new ushort[table.Length];
        for (var i = 0; i < table.Length; i++)
        {
            rank[found[table[i]]] = (ushort)i;
        }

        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = rank[indices[i]];
        }

        return table;
    }
}
