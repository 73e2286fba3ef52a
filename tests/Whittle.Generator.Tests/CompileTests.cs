using System.Reflection;

namespace Whittle.Generator.Tests;

/// <summary>Generated code compiles as C# 12 without unsafe code or implicit usings, and does what its documentation says.</summary>
public class CompileTests
{
    [Theory]
    [InlineData("Mlp")]
    [InlineData("Int8Conv")]
    [InlineData("ManyPorts")]
    [InlineData("Constants")]
    [InlineData("Unrolled")]
    public void Build_SamplePlan_HasNoWarnings(string plan) => Host.Build("", PlanText.Sample(plan));

    [Fact]
    public void Predict_ArraysAndSpans_BindAndAgree() => Drive("""
        float[] pixels = [1, 2, 3, 4];
        float[] scores = Digits.Predict(pixels);
        Check(scores.AsSpan().SequenceEqual(new float[] { 30, 60, 90 }));
        var again = new float[3];
        Digits.Predict(pixels, again);
        Check(again.AsSpan().SequenceEqual(scores));
        Digits.Predict(pixels.AsSpan(), again.AsSpan());
        Check(Digits.InputLength == 4 && Digits.OutputLength == 3 && Digits.ImageShape.SequenceEqual(new[] { 1, 4 }) && Digits.ScoresShape.Length == 2);
        """);

    [Fact]
    public void PredictBatch_Samples_GoToTheirPlaces() => Drive("""
        var results = new float[6];
        Digits.PredictBatch(new float[] { 1, 2, 3, 4, 0, 0, 0, 1 }, results, 2);
        Check(results.AsSpan().SequenceEqual(new float[] { 30, 60, 90, 3, 6, 9 }));
        Digits.PredictBatch(new float[0], new float[0], 0);
        """);

    [Theory]
    [InlineData("Digits.Predict(new float[5], new float[3]);", "The length of 'image' must be 4 (shape [1, 4]), but it is 5. (Parameter 'image')")]
    [InlineData("Digits.Predict(new float[4], new float[2]);", "The length of 'scores' must be 3 (shape [1, 3]), but it is 2. (Parameter 'scores')")]
    [InlineData("Digits.Predict(new float[3]);", "The length of 'image' must be 4 (shape [1, 4]), but it is 3. (Parameter 'image')")]
    [InlineData(
        "Digits.PredictBatch(new float[8], new float[5], 2);", "The length of 'scores' must be 6 (shape count x [1, 3]), but it is 5. (Parameter 'scores')")]
    public void Predict_WrongLength_SaysWhichAndWhat(string statement, string message)
    {
        var exception = Assert.Throws<TargetInvocationException>(() => Drive(statement));
        Assert.Equal(message, Assert.IsType<ArgumentException>(exception.InnerException).Message);
    }

    [Fact]
    public void Classify_Labels_GivesTheBest() => Drive("""
        var (label, score) = Shapes.Classify(new float[16]);
        Check(label == "square" && score == 2f);
        Check(Shapes.Labels.Length == 2 && Shapes.Labels[0] == "round \"O\"");
        """);

    [Fact]
    public void Predict_SeveralOutputs_GivesANamedTuple() => Drive("""
        var result = Example.@class.Vision.Detector.Predict(new byte[6], new float[] { 1, 2 }, new float[] { 5 });
        Check(result.Layers.AsSpan().SequenceEqual(new float[] { 5, 5 }) && result.B0[0] == 2 && result.Item7Output[1]);
        Example.@class.Vision.Detector.PredictBatch(new byte[12], new float[4], new float[2], new float[4], new long[2], new bool[4], 2);
        """);

    [Theory]
    [InlineData("class Digits", "class \"my-model 2\"", "my_model_2")]
    [InlineData("class Digits", "class \"9lives\"", "_9lives")]
    [InlineData("class Digits", "class \"event\"", "@event")]
    [InlineData("class Digits", "class Labels", "LabelsModel")]
    [InlineData("class Digits", "class Layers", "LayersModel")]
    [InlineData("class Digits", "class \"Größe\"", "Größe")]
    [InlineData("class Digits", "class Fc1", "Fc1")]
    [InlineData("class Digits", "class Fc1Shape", "Fc1Shape")]
    [InlineData("class Digits", "class System", "System")]
    [InlineData("[1, 4] image", "[1, 4] \"in put\"", "Digits")]
    [InlineData("[1, 4] image", "[1, 4] scores", "Digits")]
    [InlineData("[1, 4] image", "[1, 4] scratch", "Digits")]
    [InlineData("[1, 4] image", "[1, 4] b1", "Digits")]
    [InlineData("[1, 4] image", "[1, 4] Execute", "Digits")]
    [InlineData("[1, 4] image", "[1, 4] InputLength", "Digits")]
    [InlineData("[1, 4] image", "[1, 4] \"\"", "Digits")]
    [InlineData("object o1 Fc2", "object o1 Fc1", "Digits")]
    [InlineData("object o1 Fc2", "object o1 Weights", "Digits")]
    [InlineData("object o1 Fc2", "object o1 \"int\"", "Digits")]
    [InlineData("digits.onnx", "a -->\\n*/ \\u2028 &<x>.onnx", "Digits")]
    public void Build_AwkwardName_StillCompiles(string old, string now, string className) =>
        Host.Build(
            $"class User {{ static float[] Use(float[] pixels) => Example.Models.{className}.Predict(pixels); }}", PlanText.Sample("Mlp").With(old, now));

    [Theory]
    [InlineData(
        "Mlp",
        "arena 128\nbuffer b0 float32 offset=0 length=2 \"fc1_out\"\nbuffer b1 float32 offset=64 length=3",
        "arena 0\nbuffer b0 float32 offset=0 length=0 \"fc1_out\"\nbuffer b1 float32 offset=0 length=0")]
    [InlineData("Mlp", "input in0 float32 [1, 4]", "input in0 float32 [0]")]
    [InlineData(
        "Int8Conv",
        "output out0 float32 [1, 2] scores \"scores\"\n",
        "output out0 float32 [1, 2] scores \"scores\"\noutput out1 float64 [1073741824] huge \"huge\"\n")]
    [InlineData("Mlp", "output out0 float32 [1, 3] scores \"scores\"\n", "output out0 float32 [1, 3] scores \"scores\"\noutput out1 bool [1] a \"a\"\noutput "
        + "out2 int4 [1] b \"b\"\n"
        + "output out3 float16 [1] c \"c\"\noutput out4 bfloat16 [1] d \"d\"\noutput out5 uint64 [1] e \"e\"\noutput out6 int16 [1] f \"f\"\noutput out7 int8 "
        + "[1] g \"g\"\noutput out8 uint32 [1] h \"h\"\n")]
    public void Build_UnusualPlan_StillCompiles(string plan, string old, string now) =>
        Host.Build("", PlanText.Sample(plan).With(old, now));

    [Theory]
    [InlineData("i", "best")]
    [InlineData("best", "scratch")]
    [InlineData("sample", "batch")]
    [InlineData("samples", "count")]
    [InlineData("scratch", "b3")]
    [InlineData("output", "input")]
    public void Build_PortsNamedLikeLocals_KeepTheirNames(string input, string output)
    {
        var plan = PlanText.Sample("Int8Conv").With("[1, 1, 4, 4] image", $"[1, 1, 4, 4] {input}").With("[1, 2] scores", $"[1, 2] {output}");
        Host.Build($"class User {{ static void Use(float[] x, float[] y) => Shapes.Predict({input}: x, {output}: y); }}", plan);
    }

    [Fact]
    public void Build_ManySteps_SplitsMethods()
    {
        const string Step = "step Softmax.Run(input: b1, output: out0, outer: 1, axisLength: 3, inner: 1) \"softmax: Softmax [1, 3]\"\n";
        var plan = PlanText.Sample("Mlp").With(Step, string.Concat(Enumerable.Repeat(Step, 450)));
        var assembly = Host.Build("", plan);
        var methods = assembly.GetType("Example.Models.Digits")!.GetMethods(BindingFlags.NonPublic | BindingFlags.Static).Select(method => method.Name);
        Assert.Equal(5, methods.Count(name => name.StartsWith("ExecutePart", StringComparison.Ordinal)));
        Drive("Check(Digits.Predict(new float[] { 1, 2, 3, 4 })[2] == 90);", plan);
    }

    /// <summary>Builds the sample models with a method that holds the statements, and calls it.</summary>
    private static void Drive(string statements, PlanText? plan = null)
    {
        var source = $$"""
            using System;
            using Example.Models;

            public static class Driver
            {
                public static void Run()
                {
                    {{statements}}
                }

                private static void Check(bool condition)
                {
                    if (!condition)
                    {
                        throw new InvalidOperationException("a check failed");
                    }
                }
            }
            """;
        var assembly = Host.Build(source, plan ?? PlanText.Sample("Mlp"), PlanText.Sample("Int8Conv"), PlanText.Sample("ManyPorts"));
        assembly.GetType("Driver")!.GetMethod("Run")!.Invoke(null, null);
    }
}
