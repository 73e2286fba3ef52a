using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Constants that hold the same elements under two names.</summary>
internal sealed class Duplicate : IModelFact
{
    /// <summary>Scales and small shapes are alike by chance.</summary>
    private const int LeastBytes = 256;

    public IEnumerable<PlanFact> Find(Graph graph)
    {
        var first = new Dictionary<(TensorType Type, long Sample), List<Value>>();
        var seen = new HashSet<Value>();
        foreach (var value in graph.Nodes.SelectMany(node => node.Inputs).OfType<Value>())
        {
            if (value.Constant is not { Bytes.Length: >= LeastBytes } constant || !seen.Add(value))
            {
                continue;
            }

            var key = (constant.Type, Sample(constant.Bytes));
            if (!first.TryGetValue(key, out var others))
            {
                first[key] = others = [];
            }

            if (others.Find(other => other.Constant!.Bytes.SequenceEqual(constant.Bytes)) is not { } original)
            {
                others.Add(value);
            }
            else if (!IsZero(constant.Bytes))
            {
                yield return new PlanFact(FactKinds.Duplicate, value.Name, ("of", original.Name), ("bytes", constant.Bytes.Length));
            }
        }
    }

    private static bool IsZero(ReadOnlySpan<byte> bytes)
    {
        foreach (var part in bytes)
        {
            if (part != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Some of the bytes, so that few tensors have to be compared whole.</summary>
    private static long Sample(ReadOnlySpan<byte> bytes)
    {
        long sample = 0;
        for (var i = 0; i < bytes.Length; i += bytes.Length / 64)
        {
            sample = unchecked((sample * 31) + bytes[i]);
        }

        return sample;
    }
}
