using System.Globalization;
using System.Runtime.Intrinsics;
using Whittle.Plan;

namespace Whittle.Generator.Tests;

/// <summary>Straight-line code is compiled and run on both vector widths, and compared with the definition.</summary>
public class UnrolledTests
{
    private delegate void Path(ReadOnlySpan<float> input, Span<float> output);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 16, 3)]
    [InlineData(3, 4, 5, 1)]
    [InlineData(9, 8, 8, 8)]
    [InlineData(2, 12, 4)]
    [InlineData(70, 3)]
    [InlineData(2, 77, 2)]
    [InlineData(5, 6, 13, 20, 7)]
    [InlineData(33, 31, 10)]
    public void Run_RandomLayers_EqualTheDefinition(params int[] sizes)
    {
        var random = new Random(sizes.Sum());
        var layers = sizes.Skip(1).Select((outputs, i) => new Layer(sizes[i], outputs, random)).ToArray();
        var input = Floats(sizes[0], random);
        var expected = layers.Aggregate(input.Select(x => (double)x).ToArray(), (values, layer) => layer.Run(values));
        foreach (var path in Paths(layers))
        {
            var output = new float[sizes[^1] + 1];
            output[^1] = 42;
            path(input, output.AsSpan(0, sizes[^1]));
            Assert.Equal(42, output[^1]);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.InRange(output[i] - expected[i], -1e-5 * (1 + Math.Abs(expected[i])), 1e-5 * (1 + Math.Abs(expected[i])));
            }
        }
    }

    [Fact]
    public void Run_OneArrayAsInputAndOutput_ReadsBeforeItWrites()
    {
        var layer = new Layer(70, 70, new Random(5));
        var input = Floats(70, new Random(6));
        var expected = layer.Run([.. input.Select(x => (double)x)]);
        foreach (var path in Paths([layer]))
        {
            var both = input.ToArray();
            path(both, both);
            Assert.All(
                expected.Zip(both), pair => Assert.InRange(pair.Second - pair.First, -1e-5 * (1 + Math.Abs(pair.First)), 1e-5 * (1 + Math.Abs(pair.First))));
        }
    }

    [Fact]
    public void Run_SpanTooShort_Throws()
    {
        foreach (var path in Paths([new Layer(4, 5, new Random(1))]))
        {
            Assert.Throws<IndexOutOfRangeException>(() => path(new float[3], new float[5]));
            Assert.Throws<IndexOutOfRangeException>(() => path(new float[4], new float[4]));
        }
    }

    [Fact]
    public void Predict_SampleByHand_GivesItsNumbers()
    {
        // Layer 1 for (0.5, 2): 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5.5, and -4.5, which is limited to 0.
        var predict = Host.Build("", PlanText.Sample("Unrolled"))
            .GetType("Example.Models.Tiny")!.GetMethod("Predict", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!;
        var scores = new float[3];
        predict.CreateDelegate<Path>()([0.5f, 2f], scores);
        Assert.Equal([24f, -6.25f, 151.5f], scores);
    }

    [Theory]
    [InlineData("inputs: 2,", "inputs: 3,")]
    [InlineData("outputs: 10, weights: [1f", "outputs: 11, weights: [1f")]
    [InlineData("bias: []f", "bias: [1f]")]
    [InlineData("layer2: FullyConnected(inputs: 10, outputs: 3", "layer2: FullyConnected(inputs: 3, outputs: 10")]
    public void Emit_LayersThatDoNotFit_StillEmits(string old, string now) =>
        Assert.Single(Host.Run(PlanText.Sample("Unrolled").With(old, now)).GeneratedSources);

    /// <summary>The generated methods for both widths; the wider one where this machine has it.</summary>
    private static IEnumerable<Path> Paths(Layer[] layers)
    {
        var text = PlanText.Sample("Unrolled").Text;
        var at = text.IndexOf("step ", StringComparison.Ordinal);
        var calls = layers.Select((layer, i) => new PlanArgument(FormattableString.Invariant($"layer{i + 1}"), layer.Plan()));
        var step = new PlanStep("", new PlanCall("Unrolled.Run", default, calls
            .Prepend(new PlanArgument("output", new PlanValue.Output(0))).Prepend(new PlanArgument("input", new PlanValue.Input(0))).ToEquatable()));
        var plan = PlanReader.Read(text[..at]
            .Replace("[1, 2] point", string.Create(CultureInfo.InvariantCulture, $"[1, {layers[0].Inputs}] point"), StringComparison.Ordinal)
            .Replace("[1, 3] scores", string.Create(CultureInfo.InvariantCulture, $"[1, {layers[^1].Outputs}] scores"), StringComparison.Ordinal)) with
        {
            Steps = EquatableArray.Of(step),
        };
        var type = Host.Build("", new PlanText("/project/obj/Tiny.whittle.plan", PlanWriter.Write(plan))).GetType("Example.Models.Tiny+Unrolled1")!;
        foreach (var name in Vector256.IsHardwareAccelerated ? ["Run256", "Run128"] : new[] { "Run128" })
        {
            yield return type.GetMethod(name, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.CreateDelegate<Path>();
        }
    }

    private static float[] Floats(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    /// <summary>A layer of random weights, some of them zero, and its definition in double precision.</summary>
    private sealed class Layer(int inputs, int outputs, Random random)
    {
        private readonly float[] _weights = [.. Floats(inputs * outputs, random).Select(weight => random.Next(5) == 0 ? 0 : weight)];
        private readonly float[] _bias = random.Next(3) == 0 ? [] : Floats(outputs, random);
        private readonly float _minimum = random.Next(2) == 0 ? 0 : float.NegativeInfinity;
        private readonly float _maximum = random.Next(2) == 0 ? 0.75f : float.PositiveInfinity;

        public int Inputs => inputs;

        public int Outputs => outputs;

        public double[] Run(double[] x) =>
        [
            .. Enumerable.Range(0, outputs).Select(o =>
                Math.Clamp(x.Select((value, k) => value * _weights[(o * inputs) + k]).Sum() + (_bias.Length == 0 ? 0 : _bias[o]), _minimum, _maximum)),
        ];

        public PlanValue.Construct Plan() => new PlanValue.Construct(new PlanCall("FullyConnected", default, EquatableArray.Of(
            new PlanArgument("inputs", new PlanValue.Integer(inputs)),
            new PlanArgument("outputs", new PlanValue.Integer(outputs)),
            new PlanArgument("weights", new PlanValue.Floats(_weights.ToEquatable())),
            new PlanArgument("bias", new PlanValue.Floats(_bias.ToEquatable())),
            new PlanArgument("minimum", new PlanValue.Float(_minimum)),
            new PlanArgument("maximum", new PlanValue.Float(_maximum)))));
    }
}
