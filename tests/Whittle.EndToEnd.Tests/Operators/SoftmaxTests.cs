using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class SoftmaxTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Softmax_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var type in new[] { "Softmax", "LogSoftmax" })
        {
            foreach (var opset in new[] { 11, 13 })
            {
                foreach (var axis in new[] { 0, 1, 2, -1, -2 })
                {
                    yield return new ModelCase(
                        FormattableString.Invariant($"{type} opset {opset} axis {axis}"),
                        new ModelBuilder(opset).Input("x", 3, 4, 5).Node(type, ["x"], ["y"], ("axis", axis)).Output("y"));
                }

                yield return new ModelCase($"{type} opset {opset} default axis", new ModelBuilder(opset).Input("x", 2, 3, 5).Node(type, ["x"], ["y"])
                    .Output("y"));
            }

            foreach (var length in new[] { 1, 2, 10, 100, 1000 })
            {
                yield return new ModelCase(FormattableString.Invariant($"{type} of {length}"), new ModelBuilder().Input("x", 1, length)
                    .Node(type, ["x"], ["y"]).Output("y"));
            }
        }
    }
}
