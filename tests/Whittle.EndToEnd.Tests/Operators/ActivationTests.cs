using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ActivationTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Activation_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var type in new[]
        {
            "Abs", "Ceil", "Cos", "Elu", "Erf", "Exp", "Floor", "HardSigmoid", "HardSwish", "LeakyRelu", "Neg", "Relu", "Round", "Selu", "Sigmoid", "Sign",
                "Sin", "Softplus",
            "Softsign", "Tanh", "ThresholdedRelu", "Celu",
        })
        {
            yield return Of(type);
        }

        yield return Of("Mish", 18);
        yield return Of("Gelu", 20);
        yield return Of("Gelu", 20, ("approximate", "tanh"));
        yield return Of("LeakyRelu", 17, ("alpha", 0.3f));
        yield return Of("LeakyRelu", 17, ("alpha", -0.5f));
        yield return Of("LeakyRelu", 17, ("alpha", 1.5f));
        yield return Of("LeakyRelu", 6);
        yield return Of("Elu", 17, ("alpha", 0.7f));
        yield return Of("Celu", 17, ("alpha", 0.7f));
        yield return Of("Selu", 17, ("alpha", 1.2f), ("gamma", 2f));
        yield return Of("HardSigmoid", 17, ("alpha", 0.3f), ("beta", 0.1f));
        yield return Of("ThresholdedRelu", 17, ("alpha", 0.25f));
        yield return new ModelCase("Sqrt", Model<float>("Sqrt")) { Ranges = new() { ["x"] = (0, 100) } };
        yield return new ModelCase("Log", Model<float>("Log")) { Ranges = new() { ["x"] = (0.01, 100) } };
        yield return new ModelCase("Reciprocal", Model<float>("Reciprocal")) { Ranges = new() { ["x"] = (0.1, 100) } };
        yield return new ModelCase("Sqrt and Log below zero", Model<float>("Sqrt"));
        yield return new ModelCase("Log of zero", Model<float>("Log"));
        yield return new ModelCase("Abs int32", Model<int>("Abs"));
        yield return new ModelCase("Neg int64", Model<long>("Neg"));
        yield return new ModelCase("Sign int32", Model<int>("Sign"));
        yield return new ModelCase("Relu int32", Model<int>("Relu"));
        yield return new ModelCase("Abs int8", Model<sbyte>("Abs")) { Ranges = new() { ["x"] = (-127, 127) } };
        yield return new ModelCase("a chain in place", new ModelBuilder().Input("x", 3, 37).Node("Sigmoid", ["x"], ["a"]).Node("Exp", ["a"], ["b"])
            .Node("Neg", ["b"], ["c"]).Node("Tanh", ["c"], ["y"]).Output("y"));
        yield return new ModelCase("Swish as Sigmoid and Mul", new ModelBuilder().Input("x", 3, 37).Node("Sigmoid", ["x"], ["s"])
            .Node("Mul", ["x", "s"], ["y"]).Output("y"));
        yield return new ModelCase("Gelu as its parts", new ModelBuilder().Input("x", 3, 37).Scalar("root", 1.41421356f).Scalar("one", 1f).Scalar("half", 0.5f)
            .Node("Div", ["x", "root"], ["d"]).Node("Erf", ["d"], ["e"]).Node("Add", ["e", "one"], ["p"]).Node("Mul", ["x", "p"], ["m"])
                .Node("Mul", ["m", "half"], ["y"]).Output("y"));
    }

    private static ModelCase Of(string type, int opset = 17, params (string Name, object Value)[] attributes) =>
        new(FormattableString.Invariant($"{type} opset {opset} {string.Join(' ', attributes.Select(Text))}"),
            new ModelBuilder(opset).Input("x", 3, 37).Node(type, ["x"], ["y"], attributes).Output("y"))
        {
            // exp(x) - 1, as ONNX Runtime computes it, loses its digits near zero.
            Ranges = type is "Elu" or "Celu" or "Selu" ? new() { ["x"] = (-5, 5) } : [],
        };

    private static ModelBuilder Model<T>(string type) => new ModelBuilder().Input<T>("x", 3, 37).Node(type, ["x"], ["y"]).Output<T>("y");

    private static string Text((string Name, object Value) attribute) => FormattableString.Invariant($"{attribute.Name}={attribute.Value}");
}
