namespace Whittle.Onnx.Wire;

/// <summary>Repeated numeric fields, packed or not.</summary>
internal static class RepeatedFields
{
    public static void AppendInt64s(this ref ProtoReader reader, ref NumberBuffer<long> target)
    {
        var numbers = reader.Numbers(WireType.Varint);
        while (!numbers.AtEnd)
        {
            target.Add((long)numbers.Varint());
        }
    }

    public static void AppendSingles(this ref ProtoReader reader, ref NumberBuffer<float> target)
    {
        var numbers = reader.Numbers(WireType.Fixed32);
        while (!numbers.AtEnd)
        {
            target.Add(numbers.RawSingle());
        }
    }

    /// <summary>How many varints the field holds: each one ends in a byte without the high bit.</summary>
    public static int CountVarints(this ref ProtoReader reader)
    {
        var count = 0;
        foreach (var value in reader.Numbers(WireType.Varint).All.Span)
        {
            count += (value >> 7) ^ 1;
        }

        return count;
    }

    public static int CountFixed(this ref ProtoReader reader, WireType element, int size)
    {
        var numbers = reader.Numbers(element);
        return numbers.All.Length % size == 0 ? numbers.All.Length / size : throw numbers.Cut();
    }
}
