using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

public class ElementTypeTests
{
    [Theory]
    [InlineData(OnnxElementType.String)]
    [InlineData(OnnxElementType.Complex64)]
    [InlineData(OnnxElementType.Float8E4M3FN)]
    public void Input_OfNoNumbers_IsRefused(OnnxElementType type) =>
        Refused.As(ErrorIds.ElementType, "", new TestModel().Input("x", type, 2).Node("Identity", "x", "y").Output("y", type), "'x'", type.ToString());

    [Theory]
    [InlineData("sequence")]
    [InlineData("optional")]
    public void Input_OfNoTensor_IsRefused(string kind)
    {
        var model = new TestModel().Input("x", 2).Node("Identity", "x", "y").Output("y");
        model.Graph.Inputs[0].TypeKind = kind;
        Refused.As(ErrorIds.ElementType, "", model, kind);
    }

    [Theory]
    [InlineData(OnnxElementType.BFloat16, "bfloat16")]
    [InlineData(OnnxElementType.Int32, "int32")]
    public void Operator_OnFloatsOnly_NamesTheType(OnnxElementType type, string name) =>
        Refused.As(
            ErrorIds.ElementType, "n0", new TestModel().Input("x", type, 2).Node("Sigmoid", "x", "y").Output("y", type), "Sigmoid", "float32", $"not {name}");

    [Fact]
    public void Conv_OnBytes_IsRefused() => Refused.As(
        ErrorIds.ElementType, "n0", new TestModel()
            .Input("x", OnnxElementType.UInt8, 1, 1, 4, 4)
            .Weights("w", 1, 1, 3, 3)
            .Node("Conv", "x w", "y")
            .Output("y"), "operand 0, not uint8");

    [Fact]
    public void Constant_OfStrings_IsNamed() => Refused.As(
        ErrorIds.ElementType, "", new TestModel()
            .Input("x", 2)
            .Constant(OnnxTensor.FromStrings("words", [1], ["a"]))
            .Node("Identity", "x", "y")
            .Output("y"), "'words'", "String");

    [Theory]
    [InlineData("Add", ErrorIds.ShapeMismatch)]
    [InlineData("Greater", ErrorIds.ElementType)]
    [InlineData("Max", ErrorIds.ElementType)]
    public void Operands_OfTwoTypes_AreRefused(string type, string id) =>
        Refused.As(id, "n0", new TestModel().Input("x", 2).Input("z", OnnxElementType.Int64, 2).Node(type, "x z", "y").Output("y"), "float32", "int64");

    [Fact]
    public void Where_OnTwoTypes_IsRefused() => Refused.As(
        ErrorIds.ElementType,
        "n0",
        new TestModel().Input("c", OnnxElementType.Bool, 2).Input("x", 2).Input("z", OnnxElementType.Int64, 2).Node("Where", "c x z", "y").Output("y"),
        "Where takes float32 for operand 2, not int64");

    [Fact]
    public void Cast_ToStrings_IsRefused() => Refused.As(
        ErrorIds.UnsupportedForm, "n0", new TestModel().Input("x", 2).Node("Cast", "x", "y", ("to", OnnxElementType.String)).Output("y"), "String");

    [Fact]
    public void WeightType_WithoutAStoredForm_IsNamed() => Refused.As(
        ErrorIds.ElementType,
        "",
        new TestModel()
            .Input("x", OnnxElementType.UInt16, 2)
            .Constant(OnnxTensor.FromUInt16s("c", [2], [1, 2]))
            .Node("Add", "x c", "y")
            .Output("y", OnnxElementType.UInt16),
        "'c'",
        "uint16");
}
