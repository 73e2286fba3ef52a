using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>The inputs of the model that the options turn into constants.</summary>
internal sealed class InputBindings(IReadOnlyDictionary<string, OnnxTensor> given, IReadOnlyDictionary<string, double[]> numbers)
{
    private readonly SortedSet<string> _inputs = new(StringComparer.Ordinal);

    /// <summary>The constant bound to an input, or null.</summary>
    public Tensor? Take(OnnxValueInfo input)
    {
        _inputs.Add(input.Name);
        if (!given.TryGetValue(input.Name, out var tensor))
        {
            return numbers.TryGetValue(input.Name, out var values) ? BoundNumbers.ToTensor(input, values) : null;
        }

        if (input.TypeKind != "tensor" || tensor.ElementType != input.ElementType || !Fits(input.Shape, tensor.Dimensions))
        {
            throw new ModelException(
                ErrorIds.BadSetting,
                "",
                $"The input '{input.Name}' is bound to a constant of {tensor.ElementType}[{string.Join(", ", tensor.Dimensions)}], which is not what the "
                    + "model declares.",
                "Bind a constant of the input's type and shape.");
        }

        return TensorImporter.Import(tensor, input.Name);
    }

    /// <summary>A name that no input has is a slip of the pen, not to be passed over.</summary>
    public void CheckAllUsed()
    {
        foreach (var name in given.Keys.Concat(numbers.Keys).Where(name => !_inputs.Contains(name)).OrderBy(name => name, StringComparer.Ordinal))
        {
            throw new ModelException(
                ErrorIds.BadSetting,
                "",
                $"A constant is bound to '{name}', which is no input without a stored value; the model's are "
                    + $"{string.Join(", ", _inputs.Select(input => $"'{input}'"))}.",
                "Correct the name in Bind.");
        }
    }

    private static bool Fits(OnnxDimension[]? declared, long[] given) =>
        declared is null
        || (declared.Length == given.Length && declared.Zip(given, (dimension, length) => dimension.Length is null || dimension.Length == length).All(
            fits => fits));
}
