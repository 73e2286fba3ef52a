using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics;
using Whittle.Plan;

namespace Whittle.Generator.Tests;

/// <summary>Straight-line integer layers are compiled and run on both vector widths, and compared with integer arithmetic bit for bit.</summary>
public class UnrolledIntegerTests
{
    private const float InputScale = 0.037f;

    private delegate void FloatPath(ReadOnlySpan<float> input, Span<float> output);

    private delegate void BytePath(ReadOnlySpan<byte> input, Span<sbyte> output);

    public static TheoryData<int[], bool> Sizes => new(
        from sizes in new int[][] { [1, 1], [4, 16, 3], [3, 4, 5, 1], [9, 8, 8, 8], [2, 12, 4], [70, 3], [2, 77, 2], [5, 6, 13, 20, 7], [31, 31, 10], [7, 9], [13, 5] }
        from shared in new[] { false, true }
        select ((int[], bool))(sizes, shared));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void FromFloatsToFloats_HasTheBitsOfIntegers(int[] sizes, bool shared)
    {
        var random = new Random(sizes.Sum());
        var layers = Layers(sizes, shared, random);
        var input = Enumerable.Range(0, sizes[0]).Select(_ => (random.NextSingle() - 0.5f) * 12).ToArray();
        input[0] = random.Next(3) switch { 0 => float.NaN, 1 => float.NegativeInfinity, _ => input[0] };
        var expected = layers.SkipLast(1).Aggregate(input.Select(x => Rounded(x / InputScale, -100, 155)).ToArray(), (x, layer) => layer.Requantized(x));
        var floats = layers[^1].Dequantized(expected);
        PlanValue[] links =
        [
            Link("Quantize", ("length", Whole(sizes[0])), ("scale", new PlanValue.Float(InputScale)), ("minimum", new PlanValue.Float(-100)), ("maximum", new PlanValue.Float(155))),
            .. layers.SkipLast(1).Select(layer => layer.Plan(ends: false)),
            layers[^1].Plan(ends: true),
        ];
        foreach (var path in Paths<FloatPath>(sizes[0], "float32", sizes[^1], "float32", links))
        {
            var output = new float[sizes[^1] + 1];
            output[^1] = 42;
            path(input, output.AsSpan(0, sizes[^1]));
            Assert.Equal([.. floats.Select(BitConverter.SingleToInt32Bits), BitConverter.SingleToInt32Bits(42)], output.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void FromBytesToBytes_HasTheBitsOfIntegers(int[] sizes, bool shared)
    {
        var random = new Random(sizes.Sum() + 1);
        var layers = Layers(sizes, shared, random);
        var input = new byte[sizes[0]];
        random.NextBytes(input);
        const int InputZero = 131;
        const int OutputZero = -128;
        var expected = layers.Aggregate(input.Select(x => x - InputZero).ToArray(), (x, layer) => layer.Requantized(x)).Select(x => (sbyte)(x + OutputZero)).ToArray();
        PlanValue[] links =
        [
            Link("FromBytes", ("length", Whole(sizes[0])), ("signed", new PlanValue.Boolean(false)), ("zeroPoint", Whole(InputZero))),
            .. layers.Select(layer => layer.Plan(ends: false)),
            Link("ToBytes", ("length", Whole(sizes[^1])), ("signed", new PlanValue.Boolean(true)), ("zeroPoint", Whole(OutputZero))),
        ];
        foreach (var path in Paths<BytePath>(sizes[0], "uint8", sizes[^1], "int8", links))
        {
            var output = new sbyte[sizes[^1] + 1];
            output[^1] = 42;
            path(input, output.AsSpan(0, sizes[^1]));
            Assert.Equal([.. expected, 42], output);
        }
    }

    [Fact]
    public void Scale_MakesZeroOfMinusZero()
    {
        // -0.3 is rounded to -0, which integers do not have.
        var layer = Link("FullyConnected", ("inputs", Whole(1)), ("outputs", Whole(1)), ("weights", Floats(1)), ("bias", Floats(0)), ("multipliers", Floats(0.3f)),
            ("addends", Floats()), ("minimum", new PlanValue.Float(-128)), ("maximum", new PlanValue.Float(127)), ("rounded", new PlanValue.Boolean(true)));
        PlanValue[] links =
        [
            Link("Quantize", ("length", Whole(1)), ("scale", new PlanValue.Float(1)), ("minimum", new PlanValue.Float(-128)), ("maximum", new PlanValue.Float(127))),
            layer,
            Link("Scale", ("length", Whole(1)), ("scale", new PlanValue.Float(0.5f))),
        ];
        foreach (var path in Paths<FloatPath>(1, "float32", 1, "float32", links))
        {
            var output = new float[1];
            path([-1f], output);
            Assert.Equal(0, BitConverter.SingleToInt32Bits(output[0]));
        }
    }

    [Fact]
    public void SharedColumns_AreSummedBeforeTheyAreMultiplied()
    {
        var source = Host.Run(PlanText.Sample("UnrolledInt8")).GeneratedSources.Single().SourceText.ToString();
        Assert.Contains(" - global::System.Runtime.Intrinsics.Vector128.Shuffle(", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layer1: Quantize(length: 2", "layer1: Quantize(length: 3")]
    [InlineData("layer1: Quantize(length: 2, scale: 0.5f, minimum: -128f, maximum: 127f)", "layer1: ToBytes(length: 2, signed: false, zeroPoint: 0)")]
    [InlineData("multipliers: [0.5f, 0.25f, 2f]", "multipliers: [0.5f]")]
    public void Emit_LinksThatDoNotFit_StillEmits(string old, string now) =>
        Assert.Single(Host.Run(PlanText.Sample("UnrolledInt8").With(old, now)).GeneratedSources);

    /// <summary>The generated methods for both widths; the wider one where this machine has it.</summary>
    private static IEnumerable<TPath> Paths<TPath>(int inputs, string inputType, int outputs, string outputType, PlanValue[] links)
        where TPath : Delegate
    {
        var text = PlanText.Sample("UnrolledInt8").Text;
        var at = text.IndexOf("step ", StringComparison.Ordinal);
        var arguments = links.Select((link, i) => new PlanArgument(FormattableString.Invariant($"layer{i + 1}"), link))
            .Prepend(new PlanArgument("output", new PlanValue.Output(0))).Prepend(new PlanArgument("input", new PlanValue.Input(0)));
        var plan = PlanReader.Read(text[..at]
            .Replace("float32 [1, 2] point", string.Create(CultureInfo.InvariantCulture, $"{inputType} [1, {inputs}] point"), StringComparison.Ordinal)
            .Replace("float32 [1, 3] scores", string.Create(CultureInfo.InvariantCulture, $"{outputType} [1, {outputs}] scores"), StringComparison.Ordinal)) with
        {
            Steps = EquatableArray.Of(new PlanStep("", new PlanCall("Unrolled.Run", default, arguments.ToEquatable()))),
        };
        var type = Host.Build("", new PlanText("/project/obj/Tiny.whittle.plan", PlanWriter.Write(plan))).GetType("Example.Models.TinyInt8+Unrolled1")!;
        foreach (var name in Vector256.IsHardwareAccelerated ? ["Run256", "Run128"] : new[] { "Run128" })
        {
            yield return type.GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.CreateDelegate<TPath>();
        }
    }

    private static Layer[] Layers(int[] sizes, bool shared, Random random) => [.. sizes.Skip(1).Select((outputs, i) => new Layer(sizes[i], outputs, shared, random))];

    private static PlanValue.Construct Link(string target, params (string Name, PlanValue Value)[] arguments) =>
        new(new PlanCall(target, default, arguments.Select(argument => new PlanArgument(argument.Name, argument.Value)).ToEquatable()));

    private static PlanValue.Integer Whole(int value) => new(value);

    private static PlanValue.Floats Floats(params float[] values) => new(values.ToEquatable());

    /// <summary>What is not a number becomes the minimum.</summary>
    private static int Rounded(float value, float minimum, float maximum)
    {
        value = value > minimum ? value : minimum;
        return (int)MathF.Round(value < maximum ? value : maximum, MidpointRounding.ToEven);
    }

    /// <summary>A layer of random weights, some of them zero, whose inputs share columns if so wanted; its definition in int32.</summary>
    private sealed class Layer(int inputs, int outputs, bool shared, Random random)
    {
        private readonly int[] _weights = Weights(inputs, outputs, shared, random);
        private readonly int[] _bias = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-3000, 3000))];

        // Powers of two make ties, which go to the even neighbour.
        private readonly float[] _multipliers = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(3) == 0 ? 1f / 128 : random.NextSingle() * 0.02f)];
        private readonly float[] _addends = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, outputs).Select(_ => random.NextSingle() - 0.5f)];
        private readonly float _minimum = random.Next(2) == 0 ? 0 : -128;

        public int[] Requantized(int[] x) => [.. Sums(x).Select((sum, o) => Rounded(sum * _multipliers[o], _minimum, 127))];

        public float[] Dequantized(int[] x) => [.. Sums(x).Select((sum, o) => (float)(sum * _multipliers[o]) + (_addends.Length == 0 ? 0 : _addends[o]))];

        public PlanValue.Construct Plan(bool ends) => Link(
            "FullyConnected",
            ("inputs", Whole(inputs)),
            ("outputs", Whole(outputs)),
            ("weights", Floats([.. _weights.Select(weight => (float)weight)])),
            ("bias", Floats([.. _bias.Select(bias => (float)bias)])),
            ("multipliers", Floats(_multipliers)),
            ("addends", Floats(ends ? _addends : [])),
            ("minimum", new PlanValue.Float(ends ? float.NegativeInfinity : _minimum)),
            ("maximum", new PlanValue.Float(ends ? float.PositiveInfinity : 127)),
            ("rounded", new PlanValue.Boolean(!ends)));

        private static int[] Weights(int inputs, int outputs, bool shared, Random random)
        {
            var weights = new int[inputs * outputs];
            for (var i = 0; i < inputs; i++)
            {
                // Every second input has an earlier one's weights, or their opposites.
                var (like, sign) = shared && i % 2 == 1 ? (random.Next(i), random.Next(2) == 0 ? 1 : -1) : (i, 1);
                for (var o = 0; o < outputs; o++)
                {
                    weights[(o * inputs) + i] = like == i ? random.Next(5) == 0 ? 0 : random.Next(-255, 256) : sign * weights[(o * inputs) + like];
                }
            }

            return weights;
        }

        private IEnumerable<int> Sums(int[] x) => Enumerable.Range(0, outputs).Select(o => x.Select((value, i) => value * _weights[(o * inputs) + i]).Sum() + _bias[o]);
    }
}
