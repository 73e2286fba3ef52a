using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Settings;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.BadInput;

/// <summary>Inputs that the options turn into constants.</summary>
public class BindingTests
{
    [Fact]
    public void Bound_IsNoInputAnyMore()
    {
        var result = Compile(OnnxTensor.FromInt64s("any", [2], [3, 2]), "s");
        Assert.True(result.Succeeded, string.Join("\n", result.Plan.Errors));
        Assert.Equal("x", Assert.Single(result.Plan.Inputs).Name);
        Assert.Equal([3, 2], result.Plan.Outputs[0].Shape);
    }

    [Fact]
    public void UnknownName_IsRefused() => Refused.As(ErrorIds.BadSetting, "", Compile(OnnxTensor.FromInt64s("", [2], [3, 2]), "s", "t"), "'t'");

    [Fact]
    public void OtherType_IsRefused() => Refused.As(ErrorIds.BadSetting, "", Compile(OnnxTensor.FromInt32s("", [2], [3, 2]), "s"), "Int32[2]");

    [Fact]
    public void OtherShape_IsRefused() => Refused.As(ErrorIds.BadSetting, "", Compile(OnnxTensor.FromInt64s("", [3], [3, 2, 1]), "s"), "Int64[3]");

    [Theory]
    [InlineData("3,2")]
    [InlineData(" 3 , 2 ")]
    public void Numbers_TakeTypeAndShape(string values)
    {
        var result = Compile($"s={values}");
        Assert.True(result.Succeeded, string.Join("\n", result.Plan.Errors));
        Assert.Equal("x", Assert.Single(result.Plan.Inputs).Name);
        Assert.Equal([3, 2], result.Plan.Outputs[0].Shape);
    }

    // A branch of a graph that an input chooses.
    [Theory]
    [InlineData("true", 3)]
    [InlineData("0", 4)]
    public void Number_ChoosesABranch(string value, int length)
    {
        OnnxGraph Body(int elements) => new()
        {
            Name = "b",
            Outputs = { new() { Name = "o" } },
            Initializers = { OnnxTensor.FromFloats("o", [elements], new float[elements]) },
        };

        var model = new TestModel()
            .Input("x", 6)
            .Input("c", OnnxElementType.Bool)
            .Node("If", "c", "z", ("then_branch", Body(3)), ("else_branch", Body(4)))
            .Output("z")
            .Output("x");
        Assert.True(BindList.TryParse("c=" + value, out var bound, out _));
        var result = ModelCompiler.Compile(model.ToBytes(), "test.onnx", new CompileOptions { Bind = bound });
        Assert.True(result.Succeeded, string.Join("\n", result.Plan.Errors));
        Assert.Equal([length], result.Plan.Outputs[0].Shape);
    }

    [Theory]
    [InlineData("t=3,2", "'t', which is no input without a stored value; the model's are 's', 'x'")]
    [InlineData("s=3,2,1", "'s', whose shape is [2], to 3 numbers")]
    [InlineData("s=2.5,1", "2.5 is no int64")]
    [InlineData("s=1e300", "1E+300 is no int64")]
    public void Numbers_ThatDoNotFit_AreRefused(string text, string cause) => Refused.As(ErrorIds.BadSetting, "", Compile(text), cause);

    [Theory]
    [InlineData("sr", "'sr' is not of the form name=value")]
    [InlineData("=3", "'=3' is not of the form name=value")]
    [InlineData("sr=", "the value of 'sr' is '', not a number")]
    [InlineData("sr=1,x", "the value of 'sr' is 'x', not a number")]
    [InlineData("sr=nan", "the value of 'sr' is 'nan', not a number")]
    [InlineData("sr=1;sr=2", "'sr' is given twice")]
    public void List_SaysWhatIsWrong(string text, string expected)
    {
        Assert.False(BindList.TryParse(text, out _, out var cause));
        Assert.Equal(expected, cause);
    }

    private static CompileResult Compile(string text)
    {
        Assert.True(BindList.TryParse(text, out var bound, out _));
        return ModelCompiler.Compile(Reshape().ToBytes(), "test.onnx", new CompileOptions { Bind = bound });
    }

    private static CompileResult Compile(OnnxTensor constant, params string[] names) => ModelCompiler.Compile(
        Reshape().ToBytes(), "test.onnx", new CompileOptions { Bindings = names.ToDictionary(name => name, _ => constant) });

    private static TestModel Reshape() => new TestModel().Input("x", 6).Input("s", OnnxElementType.Int64, 2).Node("Reshape", "x s", "y").Output("y");
}
