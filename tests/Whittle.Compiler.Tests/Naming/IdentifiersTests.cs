using Whittle.Compiler.Naming;

namespace Whittle.Compiler.Tests.Naming;

public class IdentifiersTests
{
    [Theory]
    [InlineData("my-net.v2", "MyNetV2", "myNetV2")]
    [InlineData("Input3", "Input3", "input3")]
    [InlineData("/conv1/Conv_output_0", "Conv1ConvOutput0", "conv1ConvOutput0")]
    [InlineData("3d", "_3d", "_3d")]
    [InlineData("", "Model", "model")]
    [InlineData("::", "Model", "model")]
    [InlineData("größe:0", "Größe0", "größe0")]
    [InlineData("class", "Class", "class")]
    public void Text_BecomesANameInBothCases(string text, string pascal, string camel)
    {
        Assert.Equal(pascal, Identifiers.Pascal(text));
        Assert.Equal(camel, Identifiers.Camel(text));
    }
}
