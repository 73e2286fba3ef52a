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
                ErrorIds.ShapeMismatch, "", $"The input '{input.Name}' has the shape [{string.Join(", ", dimensions)}].", "A tensor may hold at most 2^31 - 1 elements.");
        }
    }

    /// <summary>A name that no input uses is a slip of the pen, not to be passed over.</summary>
    public void CheckAllUsed()
    {
        foreach (var name in given.Keys.OrderBy(name => name, StringComparer.Ordinal).Where(name => !_used.Contains(name)))
        {
            var known = _known.Count == 0 ? "the model has no symbolic dimensions" : $"the model's are {string.Join(", ", _known)}";
            throw new ModelException(ErrorIds.BadSetting, "", $"Dimensions names '{name}', which no input has; {known}.", "Correct the name in the Dimensions metadata.");
        }
    }

    private int Resolve(string input, OnnxDimension dimension, int axis, int rank)
    {
        if (dimension.Length is { } length && length >= 0)
        {
            return length <= int.MaxValue ? (int)length : throw new ModelException(
                ErrorIds.ShapeMismatch, "", $"The input '{input}' has a dimension of {length.ToString(CultureInfo.InvariantCulture)}.", "A dimension may be at most 2^31 - 1.");
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

        if (axis == 0 && rank > 1)
        {
            return 1;
        }

        throw new ModelException(
            ErrorIds.DynamicDimension,
            "",
            FormattableString.Invariant($"Dimension {axis} of the input '{input}' is '{symbol}', which is known at run time only."),
            $"Give it a value: <CompressedModel Include=\"…\" Dimensions=\"{symbol}=16\" />.");
    }
}
