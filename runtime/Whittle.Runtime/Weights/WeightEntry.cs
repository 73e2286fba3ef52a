using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights;

/// <summary>One line of the directory, its bounds checked against the file.</summary>
internal readonly record struct WeightEntry(StoredPlaces Places, WeightElementType Type, int Count, int Offset, int Length)
{
    /// <summary>Bytes of a run of <paramref name="elements"/> elements.</summary>
    internal static long RunBytes(WeightElementType type, long elements) => type switch
    {
        WeightElementType.Float32 or WeightElementType.Int32 => elements * 4,
        WeightElementType.Float16 => elements * 2,
        WeightElementType.Int64 or WeightElementType.Float64 => elements * 8,
        WeightElementType.Int4 or WeightElementType.UInt4 => (elements + 1) / 2,
        _ => elements,
    };
}
