namespace Whittle.Runtime.Kernels;

/// <summary>The taps of windows over any number of spatial axes: at a position of the result, where in the operand each tap inside the image lies.</summary>
/// <remarks>Walks positions and taps in row-major order. Pads may be negative: they cut off.</remarks>
internal ref struct WindowAxes
{
    private readonly ReadOnlySpan<int> _input;
    private readonly ReadOnlySpan<int> _output;
    private readonly ReadOnlySpan<int> _kernel;
    private readonly ReadOnlySpan<int> _strides;
    private readonly ReadOnlySpan<int> _dilations;
    private readonly ReadOnlySpan<int> _pads;
    private AxisCounters _position;
    private AxisCounters _first;
    private AxisCounters _end;
    private AxisCounters _tap;
    private AxisCounters _inputStrides;

    internal WindowAxes(
        ReadOnlySpan<int> input, ReadOnlySpan<int> output, ReadOnlySpan<int> kernel, ReadOnlySpan<int> strides, ReadOnlySpan<int> dilations, ReadOnlySpan<int> padsBefore)
    {
        Shapes.CheckRank(input, nameof(input));
        var rank = input.Length;
        var fits = rank > 0 && output.Length == rank && kernel.Length == rank && strides.Length == rank && dilations.Length == rank && padsBefore.Length == rank;
        Arguments.Require(fits, "There must be one entry per axis.", nameof(kernel));
        _input = input;
        _output = output;
        _kernel = kernel;
        _strides = strides;
        _dilations = dilations;
        _pads = padsBefore;
        Shapes.Strides(input, _inputStrides);
        Enter();
    }

    /// <summary>Taps of the present window that lie inside the image.</summary>
    internal readonly int Inside
    {
        get
        {
            var count = 1;
            for (var axis = 0; axis < _input.Length; axis++)
            {
                count *= Math.Max(0, _end[axis] - _first[axis]);
            }

            return count;
        }
    }

    /// <summary>Where the present tap lies in the operand.</summary>
    internal int Offset { get; private set; }

    /// <summary>Taps of the present window that lie inside the image and its padding.</summary>
    internal readonly int Padded(ReadOnlySpan<int> padsAfter)
    {
        var count = 1;
        for (var axis = 0; axis < _input.Length; axis++)
        {
            count *= Axis(axis).EndTap(_position[axis], _input[axis] + padsAfter[axis]);
        }

        return count;
    }

    /// <summary>The index along an axis where the present tap lies.</summary>
    internal readonly int Index(int axis) => Axis(axis).Start(_position[axis]) + (_tap[axis] * _dilations[axis]);

    /// <summary>Goes to the next tap inside the image; false, and back at the first, after the last one.</summary>
    internal bool NextTap()
    {
        for (var axis = _input.Length - 1; axis >= 0; axis--)
        {
            var step = _dilations[axis] * _inputStrides[axis];
            Offset += step;
            if (++_tap[axis] < _end[axis])
            {
                return true;
            }

            Offset -= (_end[axis] - _first[axis]) * step;
            _tap[axis] = _first[axis];
        }

        return false;
    }

    /// <summary>Goes to the next position of the result; false, and back at the first, after the last one.</summary>
    internal bool NextPosition()
    {
        for (var axis = _output.Length - 1; axis >= 0; axis--)
        {
            if (++_position[axis] < _output[axis])
            {
                Enter();
                return true;
            }

            _position[axis] = 0;
        }

        Enter();
        return false;
    }

    private void Enter()
    {
        Offset = 0;
        for (var axis = 0; axis < _input.Length; axis++)
        {
            var window = Axis(axis);
            _first[axis] = window.FirstTap(_position[axis]);
            _end[axis] = window.EndTap(_position[axis], _input[axis]);
            _tap[axis] = _first[axis];
            Offset += Index(axis) * _inputStrides[axis];
        }
    }

    private readonly PoolAxis Axis(int axis) => new(_input[axis], _output[axis], _kernel[axis], _strides[axis], _dilations[axis], _pads[axis], 0);
}
