namespace Whittle.Runtime.Kernels;

/// <summary>Takes each element from the left where the condition holds, else from the right.</summary>
public static class Where
{
    public static void Run<T>(ReadOnlySpan<bool> condition, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output)
    {
        Arguments.SameLength(condition.Length, left.Length, nameof(left));
        Arguments.SameLength(condition.Length, right.Length, nameof(right));
        Arguments.SameLength(condition.Length, output.Length, nameof(output));
        for (var i = 0; i < condition.Length; i++)
        {
            output[i] = condition[i] ? left[i] : right[i];
        }
    }

    /// <summary>Broadcasting: strides in elements, 0 repeats a tensor along an axis.</summary>
    public static void Run<T>(
        ReadOnlySpan<bool> condition,
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        Span<T> output,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> conditionStrides,
        ReadOnlySpan<int> leftStrides,
        ReadOnlySpan<int> rightStrides)
    {
        Arguments.Require(outputShape.Length > 0, "At least one axis is needed.", nameof(outputShape));
        Shapes.Check(outputShape, output.Length, nameof(outputShape));
        if (output.IsEmpty)
        {
            return;
        }

        Shapes.CheckStrides(outputShape, conditionStrides, 0, condition.Length, nameof(conditionStrides));
        Shapes.CheckStrides(outputShape, leftStrides, 0, left.Length, nameof(leftStrides));
        Shapes.CheckStrides(outputShape, rightStrides, 0, right.Length, nameof(rightStrides));
        var (conditionStep, leftStep, rightStep) = (conditionStrides[^1], leftStrides[^1], rightStrides[^1]);
        var walker = new Walker(outputShape[..^1], conditionStrides[..^1], leftStrides[..^1], rightStrides[..^1]);
        do
        {
            var row = output[..outputShape[^1]];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = condition[walker.First + (i * conditionStep)] ? left[walker.Second + (i * leftStep)] : right[walker.Third + (i * rightStep)];
            }

            output = output[row.Length..];
        }
        while (walker.MoveNext());
    }
}
