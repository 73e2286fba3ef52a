using System.Text;
using Whittle.Generator.Emit;
using Whittle.Plan;

namespace Whittle.Generator.Tests;

/// <summary>Whatever reads as a plan can be emitted: a generator that throws leaves the user with nothing but CS8785.</summary>
public class RobustnessTests
{
    [Fact]
    public void Emit_MutatedPlanThatReads_DoesNotThrow()
    {
        const string Likely = "\"\\[](){}<>=,.: -0123456789fbdwoinuts@";
        var random = new Random(7);
        var samples = new[] { "Mlp", "Int8Conv", "ManyPorts", "Constants", "Unrolled" }.Select(name => PlanText.Sample(name).Text).ToArray();
        var emitted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(samples[i % samples.Length]);
            for (var mutation = random.Next(1, 3); mutation > 0; mutation--)
            {
                text[random.Next(text.Length)] = Likely[random.Next(Likely.Length)];
            }

            emitted += Emits(text.ToString()) ? 1 : 0;
        }

        Assert.InRange(emitted, 2_000, 19_999);
    }

    [Theory]
    [InlineData("macs=8", "macs=9223372036854775807")]
    [InlineData("parameters=10 nonzeros=3", "parameters=-1 nonzeros=0")]
    [InlineData("bias: w1, minimum: -inff", "bias: w1, minimum: w1[1]")]
    [InlineData("alpha: 0.01f", "alpha: w1[1]")]
    [InlineData("alpha: 0.01f", "alpha: b1[2]")]
    [InlineData("alpha: 0.01f", "alpha: -0f")]
    [InlineData("alpha: 0.01f", "alpha: float32(1)")]
    public void Build_UnusualValue_StillCompiles(string old, string now) => Host.Build("", PlanText.Sample("Mlp").With(old, now));

    [Theory]
    [InlineData("fc1.weight", "Fc1Weight")]
    [InlineData("/model/0/Conv_output", "Model0ConvOutput")]
    [InlineData("0", "_0")]
    [InlineData("", "_")]
    [InlineData("äöü", "Äöü")]
    [InlineData("\uD83D\uDE00", "_")]
    public void Pascal_AnyText_IsAnIdentifier(string text, string expected) => Assert.Equal(expected, Identifiers.Pascal(text));

    [Fact]
    public void Claim_TakenName_GetsTheNextNumber()
    {
        var scope = new NameScope(["a", "a2"]);
        Assert.Equal(["a3", "b", "b2"], new[] { scope.Claim("a"), scope.Claim("b"), scope.Claim("b") });
    }

    [Theory]
    [InlineData(ElementType.UInt8, 255, "(byte)255")]
    [InlineData(ElementType.Int8, -128, "(sbyte)(-128)")]
    [InlineData(ElementType.UInt64, -1, "18446744073709551615UL")]
    [InlineData(ElementType.Int64, long.MinValue, "long.MinValue")]
    [InlineData(ElementType.Float32, 3, "3f")]
    [InlineData(ElementType.Bool, 1, "true")]
    public void Typed_Value_IsALiteralOfItsType(ElementType type, long value, string expected) => Assert.Equal(expected, Literals.Typed(type, value));

    private static bool Emits(string text)
    {
        ModelPlan plan;
        try
        {
            plan = PlanReader.Read(text);
        }
        catch (PlanFormatException)
        {
            return false;
        }

        Assert.NotEmpty(ModelClassEmitter.Emit(plan, new EmitOptions(SpansConvert: true)));
        return true;
    }
}
