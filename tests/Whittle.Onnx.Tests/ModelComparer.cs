using System.Collections;
using System.Reflection;

namespace Whittle.Onnx.Tests;

/// <summary>Compares two models member by member, so that a member which is added later is compared too; the answer is the path of the first
/// difference.</summary>
internal static class ModelComparer
{
    public static void AssertEqual(object expected, object actual) => Assert.Null(Difference("model", expected, actual));

    public static string? Difference(string path, object? left, object? right) => (left, right) switch
    {
        (null, null) => null,
        (null, _) or (_, null) => path,
        (ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span) ? null : path,
        (string or ValueType, _) => left.Equals(right) ? null : $"{path}: {left} != {right}",
        (IList a, IList b) => Items(path, a, b),
        _ => Members(path, left, right),
    };

    private static string? Items(string path, IList left, IList right)
    {
        if (left.Count != right.Count)
        {
            return $"{path}.Count: {left.Count} != {right.Count}";
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (Difference($"{path}[{i}]", left[i], right[i]) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? Members(string path, object left, object right)
    {
        // Public members only: the encoded form of a type is a copy of what its other members say, in whatever order the exporter chose.
        foreach (var property in left.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (Difference($"{path}.{property.Name}", property.GetValue(left), property.GetValue(right)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }
}
