using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class CastTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Cast_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return Of<float, int>(6);
        yield return Of<float, long>(7);
        yield return Of<float, double>(11);
        yield return Of<float, byte>(2, (0, 255));
        yield return Of<float, sbyte>(3, (-128, 127));
        yield return Of<float, bool>(9);
        yield return Of<float, float>(1);
        yield return Of<double, float>(1);
        yield return Of<int, float>(1);
        yield return Of<int, long>(7);
        yield return Of<int, bool>(9);
        yield return Of<int, byte>(2);
        yield return Of<long, float>(1);
        yield return Of<long, int>(6);
        yield return Of<long, double>(11);
        yield return Of<byte, float>(1);
        yield return Of<byte, int>(6);
        yield return Of<byte, sbyte>(3);
        yield return Of<sbyte, float>(1);
        yield return Of<sbyte, int>(6);
        yield return Of<bool, float>(1);
        yield return Of<bool, long>(7);
        yield return Of<bool, byte>(2);
        yield return Of<Half, float>(1);
        yield return Of<float, Half>(10);
        yield return new ModelCase("bytes, scaled", new ModelBuilder().Input<byte>("x", 4, 9).Node("Cast", ["x"], ["f"], ("to", 1)).Scalar("s", 255f)
            .Node("Div", ["f", "s"], ["y"]).Output("y"));
    }

    private static ModelCase Of<TFrom, TTo>(int to, (double, double)? range = null) => new(
        $"{typeof(TFrom).Name} to {typeof(TTo).Name}",
        new ModelBuilder().Input<TFrom>("x", 4, 9).Node("Cast", ["x"], ["y"], ("to", to)).Output<TTo>("y"))
    {
        Likeness = Likeness.Bits,
        Ranges = range is null ? [] : new() { ["x"] = range.Value },
    };
}
