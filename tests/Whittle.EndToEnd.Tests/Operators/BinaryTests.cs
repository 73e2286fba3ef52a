using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class BinaryTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Binary_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static (int[] Left, int[] Right)[] Shapes =>
    [
        ([2, 3, 4], [2, 3, 4]),
        ([2, 3, 4], [4]),
        ([2, 3, 4], [3, 1]),
        ([4], [2, 3, 4]),
        ([2, 1, 4], [1, 3, 1]),
        ([2, 3, 4], []),
        ([], [5]),
        ([1], [2, 3]),
        ([], []),
        ([1, 17, 5, 5], [17, 1, 1]),
        ([67], [67]),
    ];

    private static IEnumerable<ModelCase> All()
    {
        foreach (var (left, right) in Shapes)
        {
            foreach (var type in new[] { "Add", "Sub", "Mul" })
            {
                yield return Of<float>(type, left, right);
            }

            yield return Of<float>("Div", left, right, ("b", 0.5, 4));
            yield return Of<int>("Sub", left, right);
            yield return Of<long>("Mul", left, right);
            yield return Of<float>("Max", left, right);
            yield return Of<float>("Min", left, right);
        }

        int[] a = [3, 5], b = [5];
        yield return Of<int>("Add", a, b);
        yield return Of<long>("Add", a, b);
        yield return Of<int>("Mul", a, b);
        yield return Of<int>("Div", a, b, ("b", 1, 9));
        yield return Of<long>("Div", a, b, ("b", -9, -1));
        yield return Of<double>("Add", a, b);
        yield return Of<double>("Div", a, b, ("b", 1, 2));
        yield return Of<int>("Max", a, b);
        yield return Of<long>("Min", a, b);
        yield return Of<float>("Pow", a, b, ("a", 0.1, 3), ("b", -2, 2));
        foreach (var exponent in new[] { 0f, 0.5f, 1f, 2f, 3f, -1f, 2.5f })
        {
            yield return new ModelCase(FormattableString.Invariant($"Pow to {exponent}"), new ModelBuilder().Input("a", 3, 7).Scalar("e", exponent)
                .Node("Pow", ["a", "e"], ["y"]).Output("y"))
            {
                Ranges = exponent is 0.5f or 2.5f or -1f ? new() { ["a"] = (0.1, 9) } : [],
            };
        }

        yield return Of<float>("PRelu", [2, 3, 4], [3, 1]);
        yield return Of<float>("PRelu", [2, 3, 4], [1]);
        yield return new ModelCase("constant on the right", new ModelBuilder().Input("a", 2, 3, 4).Weights("b", 3, 1).Node("Add", ["a", "b"], ["y"])
            .Output("y"));
        yield return new ModelCase("constant on the left", new ModelBuilder().Input("a", 2, 3, 4).Weights("b", 3, 1).Node("Sub", ["b", "a"], ["y"])
            .Output("y"));
        yield return new ModelCase("constant larger than the input", new ModelBuilder().Input("a", 4).Weights("b", 3, 1).Node("Mul", ["a", "b"], ["y"])
            .Output("y"));
        yield return new ModelCase("input with itself", new ModelBuilder().Input("a", 3, 4).Node("Mul", ["a", "a"], ["y"]).Output("y"));
        yield return new ModelCase("division by a constant", new ModelBuilder().Input("a", 3, 4).Scalar("b", 255f).Node("Div", ["a", "b"], ["y"]).Output("y"));
        foreach (var type in new[] { "Sum", "Mean", "Max", "Min" })
        {
            yield return new ModelCase($"{type} of three", new ModelBuilder().Input("a", 2, 3, 4).Input("b", 3, 1).Input("c", 4)
                .Node(type, ["a", "b", "c"], ["y"]).Output("y"));
            yield return new ModelCase($"{type} of one", new ModelBuilder().Input("a", 2, 3, 4).Node(type, ["a"], ["y"]).Output("y"));
        }

        yield return new ModelCase("opset 7 Add", new ModelBuilder(7).Input("a", 2, 3).Input("b", 3).Node("Add", ["a", "b"], ["y"]).Output("y"));
    }

    private static ModelCase Of<T>(string type, int[] left, int[] right, params (string Input, double Low, double High)[] ranges) => new(
        $"{type} {typeof(T).Name} [{string.Join(", ", left)}] [{string.Join(", ", right)}]",
        new ModelBuilder().Input<T>("a", left).Input<T>("b", right).Node(type, ["a", "b"], ["y"]).Output<T>("y"))
    {
        Ranges = ranges.ToDictionary(range => range.Input, range => (range.Low, range.High)),
    };
}
