using System.Diagnostics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>Predict keeps no state between calls, may be called by many threads, and allocates nothing.</summary>
public class ConcurrencyTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_FromEightThreads_GivesTheBitsOfOne(string name)
    {
        var model = Cases[name];
        var inputs = TestData.Inputs(model.Plan, 16).ToArray();
        var expected = inputs.Select(input => model.Predict(input)).ToArray();
        var clock = Stopwatch.StartNew();
        var failures = new List<string>();
        var calls = 0;
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() => Work(number))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
        Assert.True(calls > 1000, $"only {calls} calls");

        void Work(int number)
        {
            try
            {
                for (var i = number; clock.ElapsedMilliseconds < 2000 && failures.Count == 0; i++)
                {
                    Compare.Outputs(expected[i % inputs.Length], model.Predict(inputs[i % inputs.Length]), Likeness.Bits, $"thread {number}");
                    Interlocked.Increment(ref calls);
                }
            }
#pragma warning disable CA1031 // Whatever happens in a thread is a failure of the test, not of the process.
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception.Message);
                }
            }
#pragma warning restore CA1031
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_OnceWarm_AllocatesNothing(string name)
    {
        var model = Cases[name];
        var inputs = TestData.Inputs(model.Plan, 1).First();
        var outputs = model.NewOutputs(samples: 1);
        for (var i = 0; i < 50; i++)
        {
            model.Calls.PredictInto(inputs, outputs);
        }

        // The runtime itself allocates now and then on whatever thread it finds (a cast cache that grows); a prediction that allocated would do so in every
        // round.
        var allocated = Enumerable.Range(0, 3).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                model.Calls.PredictInto(inputs, outputs);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.Equal(0, allocated);
    }

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase("float network", new ModelBuilder().Input("x", 1, 3, 16, 16).Weights("w", 8, 3, 3, 3).Weights("b", 8)
            .Node("Conv", ["x", "w", "b"], ["c"], ("pads", new[] { 1, 1, 1, 1 }))
            .Node("Relu", ["c"], ["r"]).Node("MaxPool", ["r"], ["p"], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })).Weights("d", 8, 1, 3, 3)
                .Node("Conv", ["p", "d"], ["e"], ("group", 8))
            .Node("Sigmoid", ["e"], ["s"]).Node("Flatten", ["s"], ["f"]).Weights("v", 288, 10).Node("Gemm", ["f", "v"], ["g"]).Node("Softmax", ["g"], ["y"])
                .Output("y"));
        yield return new ModelCase("int8 network", new ModelBuilder(20).Input("x", 1, 3, 16, 16).Scalar("s", 0.05f).Scalar<byte>("z", 100)
            .Integers<sbyte>("wq", -127, 127, 8, 3, 3, 3).Scalar("ws", 0.01f).Scalar<sbyte>("wz", 0)
            .Node("QuantizeLinear", ["x", "s", "z"], ["xq"]).Node("DequantizeLinear", ["xq", "s", "z"], ["xd"])
                .Node("DequantizeLinear", ["wq", "ws", "wz"], ["w"]).Node("Conv", ["xd", "w"], ["c"], ("pads", new[] { 1, 1, 1, 1 }))
            .Node("QuantizeLinear", ["c", "s", "z"], ["cq"]).Node("DequantizeLinear", ["cq", "s", "z"], ["cd"]).Node("GlobalAveragePool", ["cd"], ["p"])
                .Node("QuantizeLinear", ["p", "s", "z"], ["pq"])
            .Node("DequantizeLinear", ["pq", "s", "z"], ["y"]).Output("y"));
        yield return new ModelCase("dynamically quantized layers", new ModelBuilder().Input("x", 1, 200).Integers<sbyte>("w", -127, 127, 200, 60)
            .Scalar("ws", 0.01f)
            .Node("DynamicQuantizeLinear", ["x"], ["q", "qs", "qz"]).Node("MatMulInteger", ["q", "w", "qz"], ["a"]).Node("Cast", ["a"], ["f"], ("to", 1))
                .Node("Mul", ["qs", "ws"], ["m"]).Node("Mul", ["f", "m"], ["y"]).Output("y"));
        yield return new ModelCase("pruned layer, reduction, concatenation", new ModelBuilder().Input("x", 4, 64)
            .Constant("w", [.. Enumerable.Range(0, 64 * 48).Select(i => i % 12 == 0 ? i / 3000f : 0)], 64, 48)
            .Node("MatMul", ["x", "w"], ["m"]).Node("Concat", ["m", "x"], ["c"], ("axis", 1)).Node("ReduceMean", ["c"], ["y"], ("axes", new[] { 1 }))
                .Output("y"));
    }
}
