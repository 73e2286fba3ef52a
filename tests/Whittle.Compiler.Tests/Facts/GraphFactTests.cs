using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Facts;

public class GraphFactTests
{
    [Fact]
    public void NormalizationBehindALayerThatIsReadTwice_IsNamed() =>
        Assert.Equal("n1 layer=n0 cause=the layer's result is read elsewhere, too", Normalized(twice: true).One(FactKinds.UnfoldedNormalization));

    [Fact]
    public void FoldedNormalization_IsFine() => Assert.Empty(Normalized(twice: false).Found(FactKinds.UnfoldedNormalization));

    // Before a layer there is nothing to fold into.
    [Fact]
    public void NormalizationOfTheInput_IsFine() => Assert.Empty(
        Statistics(new TestModel(17).Input("x", 1, 2, 4, 4))
            .Node("BatchNormalization", "x scale shift mean variance", "y")
            .Output("y")
            .Found(FactKinds.UnfoldedNormalization));

    [Fact]
    public void FloatOperatorBetweenIntegers_IsNamed() => Assert.Equal("n2 operator=Sub elements=100", Between("Sub").One(FactKinds.FloatFallback));

    [Fact]
    public void OperatorWithAnIntegerForm_IsFine() => Assert.Empty(Between("Add").Found(FactKinds.FloatFallback));

    private static TestModel Normalized(bool twice)
    {
        var model = Statistics(new TestModel(17).Input("x", 1, 2, 4, 4).Weights("w", 2, 2, 1, 1))
            .Node("Conv", "x w", "c").Node("BatchNormalization", "c scale shift mean variance", "y").Output("y");
        return twice ? model.Node("Relu", "c", "r").Output("r") : model;
    }

    private static TestModel Statistics(TestModel model) =>
        model.Floats("scale", 1, 2).Floats("shift", 0, 1).Floats("mean", 0.5f, 0).Floats("variance", 1, 4);

    private static TestModel Between(string operatorType) => new TestModel(13)
        .Input("a", OnnxElementType.UInt8, 1, 100).Input("b", OnnxElementType.UInt8, 1, 100)
        .Scalar("s", 0.02f).Constant(OnnxTensor.FromBytes("z", [], [7]))
        .Node("DequantizeLinear", "a s z", "da").Node("DequantizeLinear", "b s z", "db").Node(operatorType, "da db", "f")
        .Node("QuantizeLinear", "f s z", "q").Node("DequantizeLinear", "q s z", "y").Output("y");
}
