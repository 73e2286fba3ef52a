using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

/// <summary>Calls of ONNX Runtime's own operators that do not fit, or are not taken.</summary>
public class MicrosoftTests
{
    [Theory]
    [InlineData(40, 5, 4, 16, null)]
    [InlineData(41, 5, 4, 16, "K=41")]
    [InlineData(40, 5, 3, 16, "bits=3")]
    [InlineData(40, 5, 4, 0, "block_size=0")]
    [InlineData(40, 5, 4, int.MaxValue, "block_size=2147483647")]
    [InlineData(40, int.MaxValue, 4, 16, "does not have")]
    [InlineData(40, 5, 8, 16, "does not have")]
    public void Blocks(int inner, int columns, int bits, int block, string? cause)
    {
        var packed = new OnnxTensor { Name = "w", ElementType = OnnxElementType.UInt8, Dimensions = [5, 3, 8], Data = new byte[120] };
        var model = new TestModel().Input("x", 2, 40).Constant(packed).Weights("s", 15)
            .Node("com.microsoft:MatMulNBits", "x w s", "y", ("K", inner), ("N", columns), ("bits", bits), ("block_size", block)).Output("y");
        if (cause is not null)
        {
            Refused.As(ErrorIds.ShapeMismatch, "n0", model, cause);
            return;
        }

        Assert.Equal([2, 5], ModelCompiler.Compile(model.ToBytes(), "test.onnx", new CompileOptions()).Plan.Outputs[0].Shape);
    }

    [Fact]
    public void Skip_ThatDoesNotFit() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel()
            .Input("x", 2, 4)
            .Input("s", 3, 4)
            .Weights("g", 4)
            .Node("com.microsoft:SkipLayerNormalization", "x s g", "y")
            .Output("y"), "[3, 4]");

    [Fact]
    public void Activation_ThatIsNotTaken() => Refused.As(
        ErrorIds.UnsupportedForm, "n0", new TestModel()
            .Input("x", 2, 4)
            .Weights("w", 4, 4)
            .Node("com.microsoft:FusedGemm", "x w", "y", ("activation", "Cosh"))
            .Output("y"), "'Cosh'");

    [Fact]
    public void Attention_OfHeadsThatDoNotDivide() => Refused.As(
        ErrorIds.ShapeMismatch, "n0", new TestModel()
            .Input("x", 1, 2, 4)
            .Weights("w", 4, 12)
            .Node("com.microsoft:Attention", "x w", "y", ("num_heads", 3))
            .Output("y"), "3 heads");

    [Fact]
    public void Attention_WithAMask() => Refused.As(
        ErrorIds.UnsupportedForm,
        "n0",
        new TestModel()
            .Input("x", 1, 2, 4)
            .Input("m", OnnxElementType.Int32, 1, 2)
            .Weights("w", 4, 12)
            .Node("com.microsoft:Attention", "x w - m", "y", ("num_heads", 2))
            .Output("y"),
        "mask");
}
