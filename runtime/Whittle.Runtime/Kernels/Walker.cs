namespace Whittle.Runtime.Kernels;

/// <summary>Walks the positions of a shape in row-major order and keeps the offsets of up to three tensors that are seen through strides.</summary>
/// <remarks>A stride of zero repeats the tensor along that axis, a negative one runs backwards. Kernels walk the outer axes and loop over the inner
/// ones themselves.</remarks>
internal ref struct Walker(ReadOnlySpan<int> shape, ReadOnlySpan<int> first, ReadOnlySpan<int> second, ReadOnlySpan<int> third)
{
    private readonly ReadOnlySpan<int> _shape = shape;
    private readonly ReadOnlySpan<int> _first = first;
    private readonly ReadOnlySpan<int> _second = second;
    private readonly ReadOnlySpan<int> _third = third;
    private AxisCounters _position;

    internal Walker(ReadOnlySpan<int> shape, ReadOnlySpan<int> strides)
        : this(shape, strides, strides, strides)
    {
    }

    internal int First { get; private set; }

    internal int Second { get; private set; }

    internal int Third { get; private set; }

    /// <summary>Index along an axis at the present position.</summary>
    internal readonly int this[int axis] => _position[axis];

    /// <summary>Steps to the next position; false, and back at the start, after the last one.</summary>
    internal bool MoveNext()
    {
        for (var axis = _shape.Length - 1; axis >= 0; axis--)
        {
            First += _first[axis];
            Second += _second[axis];
            Third += _third[axis];
            if (++_position[axis] < _shape[axis])
            {
                return true;
            }

            First -= _first[axis] * _shape[axis];
            Second -= _second[axis] * _shape[axis];
            Third -= _third[axis] * _shape[axis];
            _position[axis] = 0;
        }

        return false;
    }
}
