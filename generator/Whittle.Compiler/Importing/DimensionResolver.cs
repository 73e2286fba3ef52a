using System.Globalization;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>Fixes the symbolic dimensions of the model's inputs from the options; a leading one (the batch) defaults to 1.</summary>
internal sealed class DimensionResolver(IReadOnlyDictionary<string, int> given)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<(string Symbol, string Place)> _open = [];

    /// <summary>The shape of an input; a dimension without a value counts as 1 until <see cref="CheckAllGiven"/> asks for it.</summary>
    public TensorShape Resolve(OnnxValueInfo input)
    {
        var shape = input.Shape ?? throw new ModelException(
            ErrorIds.DynamicDimension, "", $"The input '{input.Name}' has no shape.", "Export the model with a shape for every input.");
        var dimensions = new int[shape.Length];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            dimensions[axis] = Resolve(input.Name, shape[axis], axis, shape.Length);
        }

        try
        {
            return new TensorShape(dimensions);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ModelException(
                ErrorIds.ShapeMismatch,
                "",
                $"The input '{input.Name}' has the shape [{string.Join(", ", dimensions)}].",
                "A tensor may hold at most 2^31 - 1 elements.");
        }
    }

    /// <summary>A name that no input uses is a slip of the pen, not to be passed over.</summary>
    public void CheckAllUsed()
    {
        foreach (var name in given.Keys.OrderBy(name => name, StringComparer.Ordinal).Where(name => !_used.Contains(name)))
        {
            var known = _known.Count == 0 ? "the model has no symbolic dimensions" : $"the model's are {string.Join(", ", _known)}";
            throw new ModelException(
                ErrorIds.BadSetting, "", $"Dimensions names '{name}', which no input has; {known}.", "Correct the name in the Dimensions metadata.");
        }
    }

    /// <summary>Every dimension that has no value, in one error.</summary>
    public void CheckAllGiven()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var others = _open.Skip(1).Select(open => $"'{open.Symbol}' (d{open.Place.Substring(1)})").ToArray();
        var also = others.Length == 0 ? "" : $", and so {(others.Length == 1 ? "is" : "are")} {string.Join(", ", others)}";
        throw new ModelException(
            ErrorIds.DynamicDimension,
            "",
            $"{_open[0].Place} is '{_open[0].Symbol}', which is known at run time only{also}.",
            $"Give {(others.Length == 0 ? "it a value" : "them values")}: <CompressedModel Include=\"…\" "
                + $"Dimensions=\"{string.Join(";", _open.Select(open => open.Symbol + "=16"))}\" />.");
    }

    private int Resolve(string input, OnnxDimension dimension, int axis, int rank)
    {
        if (dimension.Length is { } length && length >= 0)
        {
            return length <= int.MaxValue ? (int)length : throw new ModelException(
                ErrorIds.ShapeMismatch,
                "",
                $"The input '{input}' has a dimension of {length.ToString(CultureInfo.InvariantCulture)}.",
                "A dimension may be at most 2^31 - 1.");
        }

        // A nameless dimension is addressed by its place: "input.0".
        var place = FormattableString.Invariant($"{input}.{axis}");
        var symbol = dimension.Symbol.Length == 0 ? place : dimension.Symbol;
        _known.Add(symbol);
        foreach (var name in new[] { place, symbol })
        {
            if (given.TryGetValue(name, out var value))
            {
                _used.Add(name);
                return value > 0 ? value : throw new ModelException(
                    ErrorIds.BadSetting, "", FormattableString.Invariant($"Dimensions gives '{name}' the value {value}."), "A dimension is at least 1.");
            }
        }

        if ((axis != 0 || rank == 1) && _open.TrueForAll(open => open.Symbol != symbol))
        {
            _open.Add((symbol, FormattableString.Invariant($"Dimension {axis} of the input '{input}'")));
        }

        return 1;
    }
}
