using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Tests.Ir;

public class TensorShapeTests
{
    [Fact]
    public void Shape_KnowsLengthStridesAndProducts()
    {
        var shape = new TensorShape(2, 3, 4);
        Assert.Equal(24, shape.Length);
        Assert.Equal([12, 4, 1], shape.Strides());
        Assert.Equal(12, shape.Product(1, 3));
        Assert.Equal(1, shape.Product(3, 3));
        Assert.Equal("[2, 3, 4]", shape.ToString());
        Assert.Equal(new TensorShape(2, 3, 4), shape);
        Assert.Equal(1, TensorShape.Scalar.Length);
    }

    [Fact]
    public void Zero_HasNoElements() => Assert.Equal(0, new TensorShape(0, 65536).Length);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(65536, 32768)]
    public void TooMany_IsRefused(int first, int second) => Assert.Throws<ArgumentOutOfRangeException>(() => new TensorShape(first, second));

    [Fact]
    public void Zero_DoesNotHideTooMany() => Assert.Throws<ArgumentOutOfRangeException>(() => new TensorShape(0, 65536, 65536));
}
