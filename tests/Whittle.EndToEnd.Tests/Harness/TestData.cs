using Whittle.Onnx;
using Whittle.Plan;
using Whittle.Tool.InMemory;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>Inputs of a model: edge cases and random ones in turn. The same plan always gives the same values.</summary>
internal static class TestData
{
    /// <summary>How the elements of one float input are drawn.</summary>
    private static readonly Func<Random, double>[] FloatKinds =
    [
        random => Uniform(random, -1, 1),
        _ => 0,
        Normal,
        _ => 1,
        random => Uniform(random, -100, 100),
        random => Uniform(random, -1e-3, 1e-3),
        random => Uniform(random, -4, 0),
        random => random.Next(256),
        random => random.Next(3) == 0 ? Uniform(random, -8, 8) : 0,
        random => random.Next(2) == 0 ? -20 : 20,
    ];

    /// <summary>The same for 8-bit inputs, as unsigned bytes.</summary>
    private static readonly Func<Random, double>[] ByteKinds =
    [
        random => random.Next(256),
        _ => 0,
        _ => 255,
        _ => 127,
        _ => 128,
        random => random.Next(2) * 255,
        random => random.Next(120, 136),
    ];

    private static readonly Func<Random, double>[] IntegerKinds =
    [
        random => random.Next(-100, 101),
        _ => 0,
        _ => 1,
        _ => -1,
        random => random.Next(-30_000, 30_000),
    ];

    private static readonly Func<Random, double>[] TruthKinds = [random => random.Next(2), _ => 0, _ => 1];

    /// <summary>A number of input sets for a model.</summary>
    /// <param name="plan">Its ports say how many elements of which type.</param>
    /// <param name="count">How many sets.</param>
    /// <param name="ranges">Limits by input name, inclusive, for operators that are undefined elsewhere.</param>
    public static IEnumerable<Array[]> Inputs(ModelPlan plan, int count, IReadOnlyDictionary<string, (double Low, double High)>? ranges = null)
    {
        for (var set = 0; set < count; set++)
        {
            var random = new Random(1000 + set);
            var kind = set;
            yield return [.. plan.Inputs.Select((port, i) => Values(port, Draw(port, random, kind + (i * 3))))];
        }

        Func<double> Draw(PlanPort port, Random random, int kind)
        {
            if (ranges is not null && ranges.TryGetValue(port.Name, out var range))
            {
                return () => InRange(port, random, range);
            }

            var kinds = Kinds(port.Type);
            return () => kinds[kind % kinds.Length](random);
        }
    }

    /// <summary>A tensor of ONNX test data (<c>input_0.pb</c>).</summary>
    public static Array Tensor(string path, PlanPort port) => ElementArrays.FromTensor(OnnxReader.ReadTensor(File.ReadAllBytes(path)), port.Type);

    private static double InRange(PlanPort port, Random random, (double Low, double High) range) => port.Type.IsFloat()
        ? Uniform(random, range.Low, range.High)
        : random.NextInt64((long)range.Low, (long)range.High + 1) + (port.Type == ElementType.Int8 ? 128 : 0);

    private static Func<Random, double>[] Kinds(ElementType type) => type switch
    {
        ElementType.Float32 or ElementType.Float64 or ElementType.Float16 => FloatKinds,
        ElementType.UInt8 or ElementType.Int8 => ByteKinds,
        ElementType.Bool => TruthKinds,
        _ => IntegerKinds,
    };

    private static Array Values(PlanPort port, Func<double> draw) => port.Type switch
    {
        ElementType.Float32 => Fill(port, () => (float)draw()),
        ElementType.Float64 => Fill(port, draw),
        ElementType.Float16 => Fill(port, () => (Half)draw()),
        ElementType.UInt8 => Fill(port, () => (byte)draw()),
        ElementType.Int8 => Fill(port, () => (sbyte)(draw() - 128)),
        ElementType.Int16 => Fill(port, () => (short)draw()),
        ElementType.UInt16 => Fill(port, () => (ushort)Math.Abs(draw())),
        ElementType.Int32 => Fill(port, () => (int)draw()),
        ElementType.UInt32 => Fill(port, () => (uint)Math.Abs(draw())),
        ElementType.Int64 => Fill(port, () => (long)draw()),
        ElementType.UInt64 => Fill(port, () => (ulong)Math.Abs(draw())),
        ElementType.Bool => Fill(port, () => draw() != 0),
        _ => throw new ArgumentOutOfRangeException(nameof(port), port.Type, "no data"),
    };

    private static T[] Fill<T>(PlanPort port, Func<T> draw)
    {
        var values = new T[port.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = draw();
        }

        return values;
    }

    private static double Uniform(Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
