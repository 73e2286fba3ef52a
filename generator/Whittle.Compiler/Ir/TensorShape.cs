using System.Collections;
using System.Globalization;

namespace Whittle.Compiler.Ir;

/// <summary>A fixed, row-major shape; the empty shape is a scalar. Compares by its dimensions.</summary>
public sealed class TensorShape : IReadOnlyList<int>, IEquatable<TensorShape>
{
    private readonly int[] _dimensions;

    public TensorShape(params int[] dimensions)
    {
        // Zeros are left out, so that the product over any of the dimensions fits too.
        long length = 1;
        foreach (var dimension in dimensions)
        {
            length *= Math.Max(1, dimension);
            if (dimension < 0 || length > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(nameof(dimensions), $"[{Join(dimensions)}] is not a shape of at most {int.MaxValue} elements.");
            }
        }

        _dimensions = (int[])dimensions.Clone();
        Length = dimensions.Contains(0) ? 0 : (int)length;
    }

    public static TensorShape Scalar { get; } = new();

    /// <summary>Number of dimensions.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>Number of elements: the product of the dimensions.</summary>
    public int Length { get; }

    int IReadOnlyCollection<int>.Count => Rank;

    public int this[int axis] => _dimensions[axis];

    /// <summary>Product of the dimensions in [start, end).</summary>
    public int Product(int start, int end)
    {
        var product = 1;
        for (var axis = start; axis < end; axis++)
        {
            product *= _dimensions[axis];
        }

        return product;
    }

    /// <summary>Row-major strides in elements.</summary>
    public int[] Strides()
    {
        var strides = new int[Rank];
        var stride = 1;
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= _dimensions[axis];
        }

        return strides;
    }

    public int[] ToArray() => (int[])_dimensions.Clone();

    public bool Equals(TensorShape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    public override int GetHashCode() => _dimensions.Aggregate(17, (hash, dimension) => unchecked((hash * 31) + dimension));

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_dimensions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{Join(_dimensions)}]";

    private static string Join(int[] dimensions) => string.Join(", ", dimensions.Select(d => d.ToString(CultureInfo.InvariantCulture)));
}
