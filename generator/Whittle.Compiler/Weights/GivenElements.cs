using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Weights;

/// <summary>The elements of a tensor that its payload gives: all, or those that are not zero.</summary>
internal sealed class GivenElements
{
    private readonly int[]? _positions;

    private GivenElements(Tensor tensor, int[]? positions) => (Tensor, _positions) = (tensor, positions);

    public Tensor Tensor { get; }

    public int Count => _positions?.Length ?? Tensor.Length;

    public static GivenElements All(Tensor tensor) => new(tensor, null);

    public static GivenElements At(Tensor tensor, int[] positions) => new(tensor, positions);

    /// <summary>Their bytes, one after the other.</summary>
    public byte[] Bytes() => _positions is null ? Tensor.Bytes.ToArray() : Tensor.Pick(new TensorShape(_positions.Length), _positions).Bytes.ToArray();

    /// <summary>Their values as tables, without the zero where only non-zeros are given, and an index for each.</summary>
    public (ulong[][] Tables, ushort[] Indices) Of(DistinctValues distinct)
    {
        if (_positions is null)
        {
            return (distinct.Tables, distinct.Indices);
        }

        // All bits zero is the least pattern, so it stands first.
        var skipped = Array.ConvertAll(distinct.Tables, table => table.Length > 0 && table[0] == 0 ? 1 : 0);
        var length = Tensor.Length / distinct.Tables.Length;
        return (
            [.. distinct.Tables.Select((table, row) => table.Skip(skipped[row]).ToArray())],
            Array.ConvertAll(_positions, position => (ushort)(distinct.Indices[position] - skipped[position / length])));
    }

    /// <summary>The row of a given element, where the tensor has so many.</summary>
    public int Row(int index, int rows) => rows == 1 ? 0 : (_positions is null ? index : _positions[index]) / (Tensor.Length / rows);
}
