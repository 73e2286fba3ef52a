using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Scheduling;

/// <summary>Places for the intermediate buffers: two may share bytes when they are never needed at once.</summary>
internal static class ArenaPlanner
{
    /// <summary>Every buffer starts on a cache line.</summary>
    private const int Alignment = 64;

    /// <summary>The buffers in order of their first write, with offsets, and the bytes that all of them need.</summary>
    /// <remarks>Greedy by size (largest first, each at the lowest offset free for its lifetime): Pisarchyk and Lee, "Efficient memory management for deep
    /// neural net inference", 2020.</remarks>
    public static (IReadOnlyDictionary<Storage, int> Index, EquatableArray<PlanBuffer> Buffers, int Bytes) Place(LoweredModel model)
    {
        var lifetimes = Lifetimes(model);
        var offsets = new Dictionary<Storage, int>();
        var total = 0L;
        foreach (var buffer in lifetimes.OrderByDescending(pair => Bytes(pair.Storage)).ThenBy(pair => pair.First))
        {
            var taken = lifetimes
                .Where(other => offsets.ContainsKey(other.Storage) && other.First <= buffer.Last && buffer.First <= other.Last)
                .Select(other => (Start: offsets[other.Storage], End: offsets[other.Storage] + Bytes(other.Storage)))
                .OrderBy(range => range.Start);
            long offset = 0;
            foreach (var (start, end) in taken)
            {
                if (offset + Bytes(buffer.Storage) <= start)
                {
                    break;
                }

                offset = Math.Max(offset, end);
            }

            total = Math.Max(total, offset + Bytes(buffer.Storage));
            if (total > int.MaxValue)
            {
                throw new ModelException(
                    ErrorIds.UnsupportedForm,
                    "",
                    FormattableString.Invariant(
                        $"The intermediate results need more than {int.MaxValue} bytes; '{buffer.Storage.Name}' is {buffer.Storage.Type}."),
                    "Use a smaller batch or input.");
            }

            offsets[buffer.Storage] = (int)offset;
        }

        var index = lifetimes.Select((pair, i) => (pair.Storage, i)).ToDictionary(pair => pair.Storage, pair => pair.i);
        var buffers = lifetimes.Select(pair => new PlanBuffer(pair.Storage.Name, pair.Storage.Type.Element, offsets[pair.Storage], pair.Storage.Type.Length));
        return (index, buffers.ToEquatable(), (int)total);
    }

    private static List<(Storage Storage, int First, int Last)> Lifetimes(LoweredModel model)
    {
        var order = new List<Storage>();
        var spans = new Dictionary<Storage, (int First, int Last)>();
        for (var i = 0; i < model.Steps.Count; i++)
        {
            foreach (var storage in model.Steps[i].Writes.Concat(model.Steps[i].Reads).Where(storage => storage.Kind == StorageKind.Arena))
            {
                if (!spans.TryGetValue(storage, out var span))
                {
                    order.Add(storage);
                    span = (i, i);
                }

                spans[storage] = (span.First, i);
            }
        }

        return [.. order.Select(storage => (storage, spans[storage].First, spans[storage].Last))];
    }

    private static long Bytes(Storage storage)
    {
        var bytes = (long)storage.Type.Length * storage.Type.Element.Size();
        return (bytes + Alignment - 1) / Alignment * Alignment;
    }
}
