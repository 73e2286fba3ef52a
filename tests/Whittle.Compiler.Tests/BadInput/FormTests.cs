using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

/// <summary>Forms of supported operators that are not supported.</summary>
public class FormTests
{
    [Fact]
    public void Conv_OverSevenDimensions() => Unsupported(
        new TestModel().Input("x", 1, 1, 2, 2, 2, 2, 2, 2, 2).Weights("w", 1, 1, 2, 2, 2, 2, 2, 2, 2).Node("Conv", "x w", "y"), "7 dimensions");

    [Fact]
    public void Conv_NegativePads() => Unsupported(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("pads", new[] { -1, 0, 0, 0 })), "[-1, 0, 0, 0]");

    [Fact]
    public void Conv_AutoPad() => Unsupported(Image().Weights("w", 4, 2, 3, 3).Node("Conv", "x w", "y", ("auto_pad", "SOMETIMES")), "'SOMETIMES'");

    [Fact]
    public void Gemm_AddendOfRows() => Unsupported(
        new TestModel().Input("x", 2, 3).Weights("w", 3, 4).Weights("c", 2).Node("Gemm", "x w c", "y"), "a number for each row");

    [Fact]
    public void Reshape_ShapeAtRunTime() =>
        Unsupported(new TestModel().Input("x", 4).Input("s", OnnxElementType.Int64, 1).Node("Reshape", "x s", "y"), "shape ('s')");

    [Fact]
    public void Range_AtRunTime() => Unsupported(
        new TestModel().Input("x", OnnxElementType.Int64).Node("Range", "x x x", "y"), "limits are computed at run time");

    [Fact]
    public void Dropout_InTraining() => Unsupported(
        new TestModel().Input("x", 4).Scalar("r", 0.5f).Constant(OnnxTensor.FromBools("t", [], [true])).Node("Dropout", "x r t", "y"), "training_mode");

    [Fact]
    public void Attention_ModeOfTwoMeanings() => Unsupported(
        new TestModel(23).Input("q", 1, 1, 4, 8).Input("k", 1, 1, 4, 8).Weights("m", 4, 4)
            .Node("Attention", "q k k m", "y - - s", ("softcap", 2f), ("qk_matmul_output_mode", 2)).Output("s"),
        "one thing before");

    [Fact]
    public void NonZero_OfAnInput() => Unsupported(new TestModel().Input("x", 4).Node("NonZero", "x", "y"), "computed at run time");

    [Fact]
    public void Constant_OfText() => Unsupported(new TestModel().Node("Constant", "", "y", ("value_string", "words")), "no tensor of numbers");

    [Fact]
    public void AttributeOfUnknownKind_IsNamed()
    {
        var model = new TestModel().Input("x", 4).Node("Relu", "x", "y");
        model.Graph.Nodes[0].Attributes.Add(new OnnxAttribute { Name = "odd", Kind = OnnxAttributeKind.Tensors });
        Refused.As(ErrorIds.UnsupportedForm, "n0", model.Output("y"), "'odd'", "Tensors");
    }

    [Fact]
    public void AttributeOfAnotherKind_IsNotTakenForItsDefault() => Unsupported(
        new TestModel().Input("x", 4, 4).Node("Softmax", "x", "y", ("axis", 0f)), "'axis'", "a float", "an integer is due");

    private static TestModel Image() => new TestModel().Input("x", 1, 2, 8, 8);

    private static void Unsupported(TestModel model, params string[] facts) =>
        Refused.As(ErrorIds.UnsupportedForm, "n0", model.Output("y"), [model.Graph.Nodes[0].OperatorType, .. facts]);
}
