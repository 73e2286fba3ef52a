using Whittle.Compiler.Naming;

namespace Whittle.Compiler.Tests.Naming;

public class ClassNamesTests
{
    [Theory]
    [InlineData("digits.onnx", "Digits")]
    [InlineData("my-net.v2.onnx", "MyNetV2")]
    [InlineData("3d.onnx", "_3d")]
    [InlineData("class.onnx", "Class")]
    [InlineData("resNet50.onnx", "ResNet50")]
    [InlineData("BERT.onnx", "BERT")]
    [InlineData("snake_case_name.onnx", "SnakeCaseName")]
    [InlineData("net-1.2.onnx", "Net1_2")]
    [InlineData("two words (copy).onnx", "TwoWordsCopy")]
    [InlineData("größe.onnx", "Größe")]
    [InlineData("数字.onnx", "数字")]
    [InlineData("émile.onnx", "Émile")]
    [InlineData("smile-😀-face.onnx", "SmileFace")]
    [InlineData("---.onnx", "Model")]
    [InlineData("noextension", "Noextension")]
    [InlineData("a/b c/net.onnx", "Net")]
    public void FromFile_NamesTheClass(string path, string expected) => Assert.Equal(expected, ClassNames.FromFile(path));

    [Fact]
    public void FromFile_IsAlwaysAnIdentifier()
    {
        for (var c = '\u0001'; c < '\uffff'; c++)
        {
            if (c is '/' or '\\' or '.' || char.IsSurrogate(c))
            {
                continue;
            }

            Assert.True(ClassNames.IsIdentifier(ClassNames.FromFile($"{c}x.onnx")), $"U+{(int)c:X4} first");
            Assert.True(ClassNames.IsIdentifier(ClassNames.FromFile($"x{c}.onnx")), $"U+{(int)c:X4} last");
        }
    }

    [Theory]
    [InlineData("Digits", true)]
    [InlineData("_3d", true)]
    [InlineData("Größe", true)]
    [InlineData("", false)]
    [InlineData("3d", false)]
    [InlineData("my-net", false)]
    [InlineData("class", false)]
    [InlineData("A.B", false)]
    [InlineData("A ", false)]
    public void IsIdentifier_FollowsCSharp(string name, bool expected) => Assert.Equal(expected, ClassNames.IsIdentifier(name));

    [Theory]
    [InlineData("", true)]
    [InlineData("A.B", true)]
    [InlineData("A..B", false)]
    [InlineData("A.event", false)]
    public void IsNamespace_IsIdentifiersAndDots(string name, bool expected) => Assert.Equal(expected, ClassNames.IsNamespace(name));

    [Theory]
    [InlineData("App", "App")]
    [InlineData("my-app", "my_app")]
    [InlineData("Acme.2d", "Acme._2d")]
    [InlineData("acme.class", "acme._class")]
    [InlineData("two words", "two_words")]
    [InlineData("", "")]
    public void ToNamespace_IsUsable(string name, string expected)
    {
        var actual = ClassNames.ToNamespace(name);

        Assert.Equal(expected, actual);
        Assert.True(ClassNames.IsNamespace(actual));
    }
}
