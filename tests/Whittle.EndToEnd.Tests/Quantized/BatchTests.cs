using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Nets of fully connected integer layers take several samples of a batch at once.</summary>
public class BatchTests
{
    private static readonly CaseSet Cases = new([.. Of<byte>("uint8", 0), .. Of<sbyte>("int8", -128)]);

    public static TheoryData<string, int> Batches =>
        new(from name in Cases.Names from count in new[] { 0, 1, 2, 7, 8, 16, 17, 100, 333 } select (name.Data, count));

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Net_HasTheBitsOfOnnxRuntime(string name) => Cases.Check(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Net_TakesSeveralSamplesAtOnce(string name) =>
        Assert.Contains("together: 16, static sample => ExecuteMany(", Cases.Source(name), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Batches))]
    public void Batch_EqualsSingleCalls(string name, int count)
    {
        var model = Cases[name];
        var samples = TestData.Inputs(model.Plan, count).Select(sample => (float[])sample[0]).ToArray();
        var outputs = model.NewOutputs(count);
        model.Calls.PredictBatch([samples.SelectMany(sample => sample).ToArray()], outputs, count);
        var expected = samples.SelectMany(sample => (float[])model.Predict([sample])[0]).ToArray();
        Compare.Outputs([expected], outputs, Likeness.Bits, name);
    }

    private static IEnumerable<ModelCase> Of<T>(string type, int lowest)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var density in new[] { 1, 0.2, 0.05 })
        {
            var model = new QdqModel<T>()
                .Input("x", new Affine(0.03f, lowest + 100), 1, 150)
                .SparseWeights("w0", [150, 90], density, axis: 1)
                .Node("MatMul", ["x", "w0"], "p0").Node("Relu", ["p0"], "r0").RoundTrip("r0", new Affine(0.05f, lowest), "q0")
                .SparseWeights("w1", [90, 70], density, axis: 1)
                .Node("MatMul", ["q0", "w1"], "p1").Node("Relu", ["p1"], "r1").RoundTrip("r1", new Affine(0.05f, lowest), "q1")
                .Weights<sbyte>("w2", [70, 11], axis: 1)
                .Node("MatMul", ["q1", "w2"], "y");
            model.Model.Output("y");
            yield return new ModelCase(FormattableString.Invariant($"three layers of density {density}, {type}"), model.Model) { Likeness = Likeness.Bits, Samples = 20 };
        }
    }
}
