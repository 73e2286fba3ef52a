using Whittle.Compiler.Planning;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Planning;

public class LabelsTests
{
    [Theory]
    [InlineData("labels", "zero\none\n\ntwo\n", "zero|one|two")]
    [InlineData("classes", "cat, dog", "cat|dog")]
    [InlineData("labels", "a;b, with comma;c", "a|b, with comma|c")]
    [InlineData("labels", "one", "one")]
    [InlineData("labels", "  ", "")]
    [InlineData("author", "a,b", "")]
    public void Read_FindsTheNames(string key, string text, string expected)
    {
        var model = new OnnxModel();
        model.Metadata.Add(new KeyValuePair<string, string>("producer", "x,y"));
        model.Metadata.Add(new KeyValuePair<string, string>(key, text));
        Assert.Equal(expected, string.Join("|", Labels.Read(model)));
    }

    [Fact]
    public void Read_OfAModelWithoutMetadata_IsEmpty() => Assert.Empty(Labels.Read(new OnnxModel()));
}
