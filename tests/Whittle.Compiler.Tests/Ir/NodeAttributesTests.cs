using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Tests.Ir;

public class NodeAttributesTests
{
    [Fact]
    public void Missing_IsTheDefault() => Assert.Equal(7, new NodeAttributes().Int("axis", 7));

    [Fact]
    public void Int_IsTheNearest() => Assert.Equal(int.MaxValue, new NodeAttributes().Set("end", long.MaxValue).Int("end", 0));

    [Fact]
    public void OtherKind_IsRefusedWhenRead()
    {
        var exception = Assert.Throws<ModelException>(() => new NodeAttributes().Set("axis", 1f).Int("axis", 0));
        Assert.Contains("'axis'", exception.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void UnreadableType_IsRefusedWhenSet() => Assert.Throws<ArgumentException>(() => new NodeAttributes().Set("axis", 1));
}
