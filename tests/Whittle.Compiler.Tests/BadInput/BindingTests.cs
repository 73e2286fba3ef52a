using Whittle.Compiler.Diagnostics;
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

    private static CompileResult Compile(OnnxTensor constant, params string[] names) => ModelCompiler.Compile(
        new TestModel().Input("x", 6).Input("s", OnnxElementType.Int64, 2).Node("Reshape", "x s", "y").Output("y").ToBytes(),
        "test.onnx",
        new CompileOptions { Bindings = names.ToDictionary(name => name, _ => constant) });
}
