using Whittle.Compiler.Passes;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Passes;

public class SimplificationTests
{
    private static readonly IGraphPass s_pass = new Simplification();

    [Theory]
    [InlineData("Identity")]
    [InlineData("Dropout")]
    [InlineData("Flatten")]
    [InlineData("Sum")]
    [InlineData("Max")]
    public void NodesThatGiveTheirOperandBack_GoAway(string type) => Model().Node(type, "x", "a").Node("Relu", "a", "y").Output("y")
        .Gives(s_pass, "y: float32[2, 3] = Relu(x)", "return y");

    [Fact]
    public void Transpose_ThatMovesNothing_GoesAway() => Model().Node("Transpose", "x", "a", ("perm", new[] { 0, 1 })).Node("Relu", "a", "y").Output("y")
        .Gives(s_pass, "y: float32[2, 3] = Relu(x)", "return y");

    [Fact]
    public void Transpose_ThatMoves_Stays() => Model().Node("Transpose", "x", "y").Output("y").Keeps(s_pass);

    [Fact]
    public void Reshape_ToAnotherShape_Stays() => Model().Integers("s", 3, 2).Node("Reshape", "x s", "y").Output("y").Keeps(s_pass);

    [Fact]
    public void AliasOfAnInput_ThatIsReturned_KeepsItsName() => Model().Node("Identity", "x", "y").Output("y").Gives(s_pass, "return x as y");

    [Fact]
    public void AliasInTheMiddle_ThatIsReturned_KeepsItsName() => Model().Node("Relu", "x", "r").Node("Identity", "r", "y").Node("Abs", "y", "z").Output("y").Output("z")
        .Gives(s_pass, "r: float32[2, 3] = Relu(x)", "z: float32[2, 3] = Abs(r)", "return r as y", "return z");

    [Fact]
    public void ThreeOperands_BecomePairs() => Model().Input("u", 3).Node("Max", "x u x", "y").Output("y")
        .Gives(s_pass, "y_1: float32[2, 3] = Max(x, u)", "y_2: float32[2, 3] = Max(y_1, x)", "return y_2 as y");

    [Fact]
    public void Mean_BecomesSumAndFactor()
    {
        var graph = Model().Input("u", 3).Node("Mean", "x u", "y").Output("y").Gives(
            s_pass, "y_1: float32[2, 3] = Sum(x, u)", "y_2: float32[2, 3] = Mul(y_1, n0.count: float32[])", "return y_2 as y");
        Assert.Equal([0.5f], graph.Floats("n0.count"));
    }

    [Fact]
    public void DeadNodes_GoAway_BranchByBranch() => Model().Node("Relu", "x", "a").Node("Abs", "a", "b").Node("Split", "x", "y z", ("axis", 1)).Output("y")
        .Gives(new DeadNodes(), "y: float32[2, 2], z: float32[2, 1] = Split(x) axis=1", "return y");

    [Fact]
    public void ConstantFolding_WaitsForDequantizeLinear() =>
        Assert.Single(new TestModel().Constant(OnnxTensor.FromBytes("q", [1], [3])).Scalar("s", 2).Node("DequantizeLinear", "q s", "y").Output("y").Import().Nodes);

    [Fact]
    public void ConstantFolding_ComputesWhatIsLeft() => new TestModel().Constant(OnnxTensor.FromBytes("q", [1], [3])).Scalar("s", 2)
        .Node("DequantizeLinear", "q s", "d").Node("Neg", "d", "y").Output("y").Gives(new ConstantFolding(), "return y: float32[1]");

    private static TestModel Model() => new TestModel().Input("x", 2, 3);
}
