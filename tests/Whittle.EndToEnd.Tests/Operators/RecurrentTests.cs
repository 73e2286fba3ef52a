using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class RecurrentTests
{
    private const int Steps = 6;
    private const int Batch = 3;
    private const int Inputs = 5;
    private const int Hidden = 9;

    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Recurrent_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var (type, gates) in new[] { ("LSTM", 4), ("GRU", 3), ("RNN", 1) })
        {
            foreach (var direction in new[] { "forward", "reverse", "bidirectional" })
            {
                yield return Case($"{type} {direction}", type, gates, direction, lengths: false);
                yield return Case($"{type} {direction} with lengths", type, gates, direction, lengths: true);
            }

            yield return Case($"{type} clipped", type, gates, "forward", false, ("clip", 0.2f));
        }

        yield return Case("GRU linear before reset", "GRU", 3, "bidirectional", true, ("linear_before_reset", 1));
        yield return Case("LSTM coupled", "LSTM", 4, "forward", false, ("input_forget", 1));
        foreach (var activation in new[] { "Affine", "Elu", "HardSigmoid", "LeakyRelu", "Relu", "ScaledTanh", "Softplus", "Softsign", "ThresholdedRelu" })
        {
            yield return Case($"RNN {activation}", "RNN", 1, "forward", false,
                ("activations", new[] { activation }), ("activation_alpha", new[] { 0.4f }), ("activation_beta", new[] { 0.3f }));
        }

        yield return new ModelCase("LSTM peepholes", Model(4, 1).Weights("p", 1, 3 * Hidden)
            .Node("LSTM", ["x", "w", "r", "b", "", "", "", "p"], ["", "h", "c"], ("hidden_size", Hidden)).Output("h").Output("c"));
        yield return new ModelCase("GRU of run-time weights", new ModelBuilder().Input("x", Steps, Batch, Inputs).Input("w", 1, 3 * Hidden, Inputs).Input(
            "r", 1, 3 * Hidden, Hidden)
            .Node("GRU", ["x", "w", "r"], ["y"], ("hidden_size", Hidden)).Output("y"));
    }

    private static ModelCase Case(string name, string type, int gates, string direction, bool lengths, params (string Name, object Value)[] attributes)
    {
        var directions = direction == "bidirectional" ? 2 : 1;
        var model = Model(gates, directions).Input("h0", directions, Batch, Hidden).Vector("n", 4, Steps, 1);
        string[] operands = ["x", "w", "r", "b", lengths ? "n" : "", "h0"];
        string[] results = type == "LSTM" ? ["y", "h", "c"] : ["y", "h"];
        model.Node(type, operands, results, [.. attributes, ("hidden_size", Hidden), ("direction", direction)]);
        foreach (var result in results)
        {
            model.Output(result);
        }

        // A hidden state is within -1..1; beyond that the error of ONNX Runtime's sigmoid shows.
        return new ModelCase(name, model) { Ranges = new() { ["x"] = (-2, 2), ["h0"] = (-1, 1) }, Samples = 4 };
    }

    private static ModelBuilder Model(int gates, int directions) => new ModelBuilder().Input("x", Steps, Batch, Inputs)
        .Weights("w", directions, gates * Hidden, Inputs).Weights("r", directions, gates * Hidden, Hidden).Weights("b", directions, 2 * gates * Hidden);
}
