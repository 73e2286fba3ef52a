using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

public class OperatorTests
{
    [Theory]
    [InlineData("Einsum", "The operator Einsum (opset 21) is not supported")]
    [InlineData("Rellu", "Rellu")]
    [InlineData("relu", "relu")]
    [InlineData("ai.onnx.ml:TreeEnsemble", "ai.onnx.ml.TreeEnsemble")]
    [InlineData("com.example:Relu", "com.example.Relu (opset 1)")]
    [InlineData("whittle:Conv", "whittle.Conv")]
    public void Unknown_IsNamed(string type, string name) => Refused.As(ErrorIds.UnknownOperator, "n0", Unary(21, type), name);

    [Fact]
    public void NewerOpset_NamesBothVersions() => Refused.As(ErrorIds.OperatorVersion, "n0", Unary(99, "Relu"), "Relu of opset 99", "27");

    [Fact]
    public void OlderOpset_NamesBothVersions() => Refused.As(ErrorIds.OperatorVersion, "n0", new TestModel(10).Input("x", 2).Scalar("s", 1).Scalar("e", 2)
        .Node("Range", "s e s", "y").Output("y"), "Range of opset 10", "11");

    [Theory]
    [InlineData("If", "condition")]
    [InlineData("Loop", "trip count")]
    public void ControlFlow_OfTheRun_HasItsOwnId(string type, string what)
    {
        var model = new TestModel()
            .Input("x", OnnxElementType.Bool, 1)
            .Node(type, "x", "y", ("then_branch", Body()), ("else_branch", Body()), ("body", Body()))
            .Output("y");
        Refused.As(ErrorIds.ControlFlow, "n0", model, type, what);
    }

    [Fact]
    public void Loop_WithoutEnd_IsBounded()
    {
        var body = new OnnxGraph { Name = "body", Inputs = { new() { Name = "i" }, new() { Name = "c" }, new() { Name = "s" } }, Outputs = { new() { Name = "c" }, new() { Name = "t" } } };
        body.Nodes.Add(new OnnxNode { OperatorType = "Neg", Inputs = { "s" }, Outputs = { "t" } });
        var model = new TestModel().Input("x", 2).Integers("m", long.MaxValue).Node("Loop", "m - x", "y", ("body", body)).Output("y");
        Refused.As(ErrorIds.ControlFlow, "t", model, "20000 nodes");
    }

    [Fact]
    public void Scan_WithoutBody_DoesNotFit() =>
        Refused.As(ErrorIds.ShapeMismatch, "n0", new TestModel().Input("x", 2).Node("Scan", "x", "y", ("num_scan_inputs", 1)).Output("y"), "body");

    [Fact]
    public void Function_ThatCallsItself_IsBounded()
    {
        var model = Unary(21, "own:Twice");
        var function = new OnnxFunction { Name = "Twice", Domain = "own", Inputs = { "a" }, Outputs = { "b" } };
        function.Nodes.Add(new OnnxNode { OperatorType = "Twice", Domain = "own", Inputs = { "a" }, Outputs = { "b" } });
        model.Onnx.Functions.Add(function);
        Refused.As(ErrorIds.ControlFlow, "b", model, "call themselves");
    }

    [Fact]
    public void Function_ThatDoesNotCompute_IsNamed()
    {
        var model = Unary(21, "own:Twice");
        model.Onnx.Functions.Add(new OnnxFunction { Name = "Twice", Domain = "own", Inputs = { "a" }, Outputs = { "b" } });
        Refused.As(ErrorIds.MissingValue, "n0", model, "Twice", "'b'");
    }

    [Fact]
    public void TooFewOperands_AreCounted() => Refused.As(
        ErrorIds.UnsupportedForm, "n0", new TestModel().Input("x", 2).Node("Add", "x", "y").Output("y"), "Add has 1 operands", "takes 2");

    [Fact]
    public void TooManyOperands_AreCounted() => Refused.As(
        ErrorIds.UnsupportedForm, "n0", new TestModel().Input("x", 2).Node("Relu", "x x", "y").Output("y"), "Relu has 2 operands");

    [Fact]
    public void MissingOperand_IsCounted() => Refused.As(
        ErrorIds.UnsupportedForm, "n0", new TestModel().Input("x", 2).Node("Add", "- x", "y").Output("y"), "Add has 1 operands");

    [Fact]
    public void NodeWithoutName_GoesByItsResult()
    {
        var model = Unary(21, "Einsum");
        model.Graph.Nodes[0].Name = "";
        Refused.As(ErrorIds.UnknownOperator, "y", model);
    }

    private static TestModel Unary(int opset, string type) => new TestModel(opset).Input("x", 2).Node(type, "x", "y").Output("y");

    private static OnnxGraph Body() => new() { Name = "body", Outputs = { new() { Name = "x" } } };
}
