using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>3x3 convolutions of enough channels for Winograd's kernel, with each of its endings. All but the float one are compared bit by bit.</summary>
public class WinogradConvTests
{
    private const string Excess = "weights that exceed eight bits";
    private const string Dynamic = "float output";
    private const string Sums = "sums";

    private static readonly (string, object) Border = ("pads", new[] { 1, 1, 1, 1 });
    private static readonly CaseSet Cases = new([.. Qdq<byte>(128, 110), .. Qdq<sbyte>(3, -20), .. Integers()]);

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Layer_EqualsOnnxRuntime(string name)
    {
        Cases.Check(name);
        var ending = name == Dynamic ? "Dynamic" : name == Sums || name.EndsWith(Excess, StringComparison.Ordinal) ? "Accumulate" : "";
        Assert.Contains(Cases[name].Plan.Layers, layer => layer.Kernel == "WinogradConvolutionInt8" + ending);
    }

    private static IEnumerable<ModelCase> Qdq<T>(int inputZero, int outputZero)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (input, output) = (new Affine(0.03f, inputZero), new Affine(0.9f, outputZero));
        QdqModel<T> Input(int channels, int height, int width) => new QdqModel<T>().Input("x", input, 1, channels, height, width);
        yield return Bits($"{typeof(T).Name}, odd sizes", Input(32, 13, 11).Weights<sbyte>("w", [48, 32, 3, 3], axis: 0).Bias("b", 48, input, perChannel: true)
            .Node("Conv", ["x", "w", "b"], "y", Border).Output("y", output).Model);
        yield return Bits($"{typeof(T).Name}, whole tiles, weights of both ends", Input(64, 8, 8).Weights<sbyte>("w", [64, 64, 3, 3], low: -128)
            .Node("Conv", ["x", "w"], "y", Border).Output("y", output).Model);
        yield return Bits($"{typeof(T).Name}, {Excess}", Input(32, 9, 12).Weights<byte>("w", [32, 32, 3, 3], 120, 0, 0, 255)
            .Node("Conv", ["x", "w"], "y").Output("y", output).Model);
    }

    private static IEnumerable<ModelCase> Integers()
    {
        yield return Bits(Sums, new ModelBuilder().Input<byte>("x", 1, 32, 10, 9).Integers<sbyte>("w", -127, 127, 32, 32, 3, 3)
            .Scalar<byte>("xz", 100).Scalar<sbyte>("wz", 0)
            .Node("ConvInteger", ["x", "w", "xz", "wz"], ["y"], Border).Output<int>("y"));
        var dynamic = new QdqModel<byte>().Weights<sbyte>("w", [32, 32, 3, 3], axis: 0);
        dynamic.Model.Input("x", 1, 32, 10, 9).Node("DynamicQuantizeLinear", ["x"], ["q", "qs", "qz"]).Node("DequantizeLinear", ["q", "qs", "qz"], ["xq"])
            .Node("Conv", ["xq", "w"], ["y"], Border).Output("y");
        yield return new ModelCase(Dynamic, dynamic.Model);
    }

    private static ModelCase Bits(string name, ModelBuilder model) => new(name, model) { Likeness = Likeness.Bits };
}
