using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>What a user of a generated class can call.</summary>
public class PublicSurfaceTests
{
    private const string Classifier = "classifier";
    private const string TwoPorts = "two inputs, two outputs";

    private static readonly CaseSet Cases = new(All());

    [Theory]
    [InlineData(Classifier, 0, "image")]
    [InlineData(Classifier, 1, "scores")]
    [InlineData(TwoPorts, 1, "right")]
    [InlineData(TwoPorts, 3, "product")]
    public void Predict_WrongLength_NamesParameterAndShape(string name, int port, string parameter)
    {
        var model = Cases[name];
        foreach (var difference in new[] { -1, 1 })
        {
            var (inputs, outputs) = (TestData.Inputs(model.Plan, 1).First(), model.NewOutputs(samples: 1));
            var list = port < inputs.Length ? inputs : outputs;
            var place = port < inputs.Length ? port : port - inputs.Length;
            list[place] = new float[list[place].Length + difference];
            var exception = Assert.Throws<ArgumentException>(() => model.Calls.PredictInto(inputs, outputs));
            Assert.Equal(parameter, exception.ParamName);
            var shape = (port < inputs.Length ? model.Plan.Inputs[place] : model.Plan.Outputs[place]).Shape;
            Assert.Contains($"[{string.Join(", ", shape)}]", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Classifier)]
    [InlineData(TwoPorts)]
    public void Predict_ReturningArrays_EqualsSpans(string name)
    {
        var model = Cases[name];
        foreach (var inputs in TestData.Inputs(model.Plan, 10))
        {
            Compare.Outputs(model.Predict(inputs), model.Calls.Predict(inputs), Likeness.Bits, name);
        }
    }

    [Theory]
    [InlineData(Classifier, 0)]
    [InlineData(Classifier, 1)]
    [InlineData(Classifier, 2)]
    [InlineData(Classifier, 17)]
    [InlineData(Classifier, 1000)]
    [InlineData(TwoPorts, 0)]
    [InlineData(TwoPorts, 1)]
    [InlineData(TwoPorts, 17)]
    public void PredictBatch_EqualsSingleCalls(string name, int count)
    {
        var model = Cases[name];
        var samples = TestData.Inputs(model.Plan, count).ToArray();
        Array[] batch = [.. model.Plan.Inputs.Select((_, i) => (Array)samples.SelectMany(sample => (float[])sample[i]).ToArray())];
        var outputs = model.NewOutputs(count);
        model.Calls.PredictBatch(batch, outputs, count);
        var singles = samples.Select(sample => model.Predict(sample)).ToArray();
        Array[] expected = [.. model.Plan.Outputs.Select((_, i) => (Array)singles.SelectMany(single => (float[])single[i]).ToArray())];
        Compare.Outputs(expected, outputs, Likeness.Bits, name);
    }

    [Fact]
    public void PredictBatch_WrongCountOrLength_Throws()
    {
        var model = Cases[Classifier];
        var (inputs, outputs) = (TestData.Inputs(model.Plan, 1).First(), model.NewOutputs(samples: 1));
        Assert.Throws<ArgumentException>(() => model.Calls.PredictBatch(inputs, outputs, 2));
        Assert.Throws<ArgumentException>(() => model.Calls.PredictBatch(inputs, outputs, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Calls.PredictBatch(inputs, outputs, -1));

        // 2^28 samples of 16 floats would be 2^32 elements: a length that wraps to 0 must not pass.
        Assert.Throws<ArgumentException>(() => model.Calls.PredictBatch([Array.Empty<float>()], [Array.Empty<float>()], 1 << 28));
    }

    [Fact]
    public void Classify_GivesTheLabelOfTheHighestScore()
    {
        var model = Cases[Classifier];
        string[] labels = ["zero", "one", "two"];
        Assert.Equal(labels, model.Plan.Labels);
        foreach (var inputs in TestData.Inputs(model.Plan, 20))
        {
            var scores = (float[])model.Predict(inputs)[0];
            var (label, score) = model.Calls.Classify(inputs);
            Assert.Equal(labels[Array.IndexOf(scores, scores.Max())], label);
            Assert.Equal(scores.Max(), score);
        }
    }

    [Fact]
    public void Inputs_AreNotWritten()
    {
        foreach (var name in Cases.Names.Select(row => row.Data))
        {
            var model = Cases[name];
            foreach (var inputs in TestData.Inputs(model.Plan, 5))
            {
                var copies = inputs.Select(input => (Array)input.Clone()).ToArray();
                model.Predict(inputs);
                Compare.Outputs(copies, inputs, Likeness.Bits, name);
            }
        }
    }

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase(Classifier, new ModelBuilder().Input("image", -1, 16).Weights("w", 16, 3).Node("Gemm", ["image", "w"], ["logits"])
            .Node("Softmax", ["logits"], ["scores"]).Output("scores")
            .Metadata("labels", "zero\none\ntwo"));
        yield return new ModelCase(TwoPorts, new ModelBuilder().Input("left", 2, 5).Input("right", 5, 3).Node("Relu", ["left"], ["positive"])
            .Node("MatMul", ["positive", "right"], ["product"]).Output("positive").Output("product"));
    }
}
