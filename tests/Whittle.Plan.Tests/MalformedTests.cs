namespace Whittle.Plan.Tests;

public class MalformedTests
{
    [Theory]
    [InlineData("", 1, "this is not a plan")]
    [InlineData("<xml/>", 1, "this is not a plan")]
    [InlineData("whittle-plan 2\nwhatever", 1, "built by another version of Whittle")]
    [InlineData("whittle-plan 1\nclass Digits", 2, "expected 'model' but found 'class'")]
    [InlineData("whittle-plan 1", 1, "expected 'model' but found 'end of text'")]
    [InlineData("whittle-plan 1\nmodel \"a", 2, "expected '\"' but found 'end of line'")]
    [InlineData("whittle-plan 1\nmodel \"\\q\"", 2, "unknown escape")]
    public void Read_NoPlan_NamesLineAndCause(string text, int line, string cause) => Fails(text, line, cause);

    [Theory]
    [InlineData("input: in1", "input: in7", "'in7' is not declared: there are 2 inputs to refer to")]
    [InlineData("output: b1", "output: b2", "'b2' is not declared")]
    [InlineData("bias: w1", "bias: w9", "'w9' is not declared")]
    [InlineData("bias: w1", "bias: b0", "'b0' is not declared: there are 0 buffers")]
    [InlineData("Int8<s0, ", "Int8<s7, ", "'s7' is not declared")]
    [InlineData("step o0.Run", "step o1.Run", "'o1' is not declared")]
    [InlineData("offset=1024 length=9216", "offset=1024 length=9217", "past the arena")]
    [InlineData("tensor w1", "tensor w2", "expected 'w1'")]
    [InlineData("float32 [1, 1, 28, 28]", "string [1, 1, 28, 28]", "strings cannot be held")]
    [InlineData("float32 [1, 1, 28, 28]", "float32 [65536, 65536]", "more elements than an array can hold")]
    [InlineData("flags: [true, false]", "flags: [true, 1]", "mixes kinds")]
    [InlineData("first: LeakyRelu(", "first: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(a: A(", "too deeply")]
    [InlineData("\"all values\"", "\"all values\" more", "unexpected ' more'")]
    [InlineData("arena 10240", "arena 99999999999", "is not between 0 and 2147483647")]
    public void Read_OneThingWrong_NamesItsLine(string good, string bad, string cause)
    {
        var text = PlanWriter.Write(SamplePlans.Everything);
        var at = text.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, "the sample no longer has " + good);
        var line = text[..at].Count(character => character == '\n') + 1;
        Fails(text[..at] + bad + text[(at + good.Length)..], line, cause);
    }

    [Fact]
    public void Read_MutatedText_ReadsOrThrowsPlanFormatException()
    {
        var random = new Random(42);
        var samples = new[] { PlanWriter.Write(SamplePlans.Everything), PlanWriter.Write(SamplePlans.Failed) };
        const string Likely = "\"\\[](){}<>=,.: -0123456789fbdwoinuts\n\r\t\0é\uD83D";
        var failures = 0;
        for (var i = 0; i < 60_000; i++)
        {
            var text = new System.Text.StringBuilder(samples[i % samples.Length]);
            for (var mutation = random.Next(1, 4); mutation > 0; mutation--)
            {
                Mutate(text, random, Likely);
            }

            failures += ReadsOrFails(text.ToString()) ? 0 : 1;
        }

        Assert.InRange(failures, 20_000, 59_999);
    }

    [Fact]
    public void Read_EveryPrefix_ReadsOrThrowsPlanFormatException()
    {
        var text = PlanWriter.Write(SamplePlans.Everything);
        for (var length = 0; length < text.Length; length++)
        {
            ReadsOrFails(text[..length]);
        }
    }

    [Theory]
    [InlineData("Copy Run")]
    [InlineData("Copy.")]
    [InlineData("")]
    public void Write_TargetThatIsNoName_IsRefused(string target)
    {
        var plan = SamplePlans.Everything with { Steps = EquatableArray.Of(new PlanStep("", SamplePlans.Call(target, []))) };
        Assert.Throws<ArgumentException>(() => PlanWriter.Write(plan));
    }

    private static bool ReadsOrFails(string text)
    {
        ModelPlan plan;
        try
        {
            plan = PlanReader.Read(text);
        }
        catch (PlanFormatException exception)
        {
            Assert.InRange(exception.Line, 1, text.Count(character => character == '\n') + 1);
            return false;
        }

        // What reads must also write, and to the same plan.
        Assert.Equal(plan, PlanReader.Read(PlanWriter.Write(plan)));
        return true;
    }

    private static void Mutate(System.Text.StringBuilder text, Random random, string likely)
    {
        var at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                break;
            case 1:
                text.Insert(at, likely[random.Next(likely.Length)]);
                break;
            case 2:
                text[at] = likely[random.Next(likely.Length)];
                break;
            default:
                text.Insert(at, text.ToString(random.Next(text.Length / 2), random.Next(1, 40)));
                break;
        }
    }

    private static void Fails(string text, int line, string cause)
    {
        var exception = Assert.Throws<PlanFormatException>(() => PlanReader.Read(text));
        Assert.Contains(cause, exception.Message, StringComparison.Ordinal);
        Assert.Equal(line, exception.Line);
        Assert.StartsWith($"line {line}: ", exception.Message, StringComparison.Ordinal);
    }
}
