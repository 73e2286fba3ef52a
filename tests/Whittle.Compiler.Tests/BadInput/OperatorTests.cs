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
    [InlineData("If")]
    [InlineData("Loop")]
    [InlineData("Scan")]
    public void ControlFlow_HasItsOwnId(string type)
    {
        var body = new OnnxGraph { Name = "body" };
        body.Outputs.Add(new OnnxValueInfo { Name = "x" });
        var model = new TestModel().Input("x", 2).Node(type, "x", "y", ("body", body)).Output("y");
        Refused.As(ErrorIds.ControlFlow, "n0", model);
        model.Graph.Nodes[0].Attributes.Clear();
        Refused.As(ErrorIds.ControlFlow, "n0", model, type);
    }

    [Fact]
    public void LocalFunction_IsToldApart()
    {
        var model = Unary(21, "own:Twice");
        var function = new OnnxFunction { Name = "Twice", Domain = "own" };
        function.Inputs.Add("a");
        function.Outputs.Add("b");
        model.Onnx.Functions.Add(function);
        Refused.As(ErrorIds.UnknownOperator, "n0", model, "Twice", "inlined");
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
}
