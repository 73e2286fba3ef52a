using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

public class DimensionTests
{
    private static readonly OnnxDimension s_batch = OnnxDimension.Named("batch");
    private static readonly OnnxDimension s_time = OnnxDimension.Named("time");

    [Fact]
    public void Leading_DefaultsToOne() => Assert.Equal([1, 3], Shape(Model(s_batch, OnnxDimension.Fixed(3)).Compile()));

    [Fact]
    public void Given_IsTaken() => Assert.Equal([2, 5], Shape(Model(s_batch, s_time).Compile("time=5;batch=2")));

    [Fact]
    public void Nameless_IsGivenByPlace() => Assert.Equal([1, 7], Shape(Model(s_batch, OnnxDimension.Named("")).Compile("x.1=7")));

    [Fact]
    public void Inner_WithoutValue_IsAskedFor() => Refused.As(
        ErrorIds.DynamicDimension, "", Model(s_batch, s_time), "Dimension 1 of the input 'x'", "'time'", "Dimensions=\"time=16\"");

    [Fact]
    public void Only_WithoutValue_IsAskedFor() =>
        Refused.As(ErrorIds.DynamicDimension, "", Model(s_time), "Dimension 0 of the input 'x'", "Dimensions=\"time=16\"");

    [Fact]
    public void Nameless_WithoutValue_IsAskedForByPlace() => Refused.As(
        ErrorIds.DynamicDimension, "", Model(s_batch, new OnnxDimension(-1, "")), "Dimensions=\"x.1=16\"");

    [Fact]
    public void All_WithoutValue_AreAskedForAtOnce() => Refused.As(
        ErrorIds.DynamicDimension,
        "",
        new TestModel()
            .Symbolic("x", OnnxElementType.Float, s_batch, s_time, OnnxDimension.Named(""))
            .Symbolic("s", OnnxElementType.Float, s_time, OnnxDimension.Named("state"))
            .Node("Relu", "x", "y").Node("Relu", "s", "z").Output("y").Output("z"),
        "Dimension 1 of the input 'x' is 'time', which is known at run time only, and so are 'x.2' (dimension 2 of the input 'x'), 'state' (dimension 1 of "
            + "the input 's').",
        "Dimensions=\"time=16;x.2=16;state=16\"");

    [Fact]
    public void MisspeltName_IsSaidBeforeWhatItLeavesOpen() =>
        Refused.As(ErrorIds.BadSetting, "", Model(s_batch, s_time).Compile("tiem=5"), "'tiem'", "batch, time");

    [Fact]
    public void UnknownName_ListsTheKnown() => Refused.As(ErrorIds.BadSetting, "", Model(s_batch, s_time).Compile("time=5;tiem=5"), "'tiem'", "batch, time");

    [Fact]
    public void UnknownName_OfFixedModel_IsRefused() => Refused.As(
        ErrorIds.BadSetting, "", Model(OnnxDimension.Fixed(2)).Compile("batch=1"), "'batch'", "no symbolic dimensions");

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    public void Value_BelowOne_IsRefused(int value) =>
        Refused.As(ErrorIds.BadSetting, "", Model(s_batch, s_time).Compile($"time={value}"), "'time'", $"the value {value}", "at least 1");

    [Fact]
    public void NoShape_IsRefused()
    {
        var model = Model(s_batch);
        model.Graph.Inputs[0].Shape = null;
        Refused.As(ErrorIds.DynamicDimension, "", model, "'x' has no shape");
    }

    [Theory]
    [InlineData(65536L, 65536L, "65536, 65536")]
    [InlineData(1L, 1L << 40, "1099511627776")]
    [InlineData(0L, 1L << 40, "1099511627776")]
    public void Huge_IsRefused(long rows, long columns, string fact) =>
        Refused.As(ErrorIds.ShapeMismatch, "", Model(OnnxDimension.Fixed(rows), OnnxDimension.Fixed(columns)), fact, "'x'");

    private static TestModel Model(params OnnxDimension[] shape) =>
        new TestModel().Symbolic("x", OnnxElementType.Float, shape).Node("Relu", "x", "y").Output("y");

    private static int[] Shape(CompileResult result)
    {
        Assert.True(result.Succeeded, string.Join(" ", result.Plan.Errors));
        return [.. result.Plan.Inputs[0].Shape];
    }
}
