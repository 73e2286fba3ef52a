using Whittle.Runtime.Kernels;
using Shape = Whittle.Runtime.Tests.Int8.ConvolutionTestShape<Whittle.Runtime.Tests.Int8.AddingLayerTests>;

namespace Whittle.Runtime.Tests.Int8;

/// <summary>Numbers worked by hand, several samples at once, and what is refused.</summary>
public class AddingLayerTests
{
    [Fact]
    public void OwnResult_IsRoundedAndSaturatedBeforeTheSum()
    {
        // 0.5, 1.5, 300 and -9 become 0, 2, 255 and 0; then 10, 20, 30 and 40 are added, and halves go to the even neighbour.
        (Shape.Sizes, var sum) = (new(1, 1, 1, 4, 1, 1, 1, 1, 1, 1, Excess: 0), new ResidualSum(1, 0, 1, 0, 2, 0, residualIsLeft: false));
        foreach (var path in Int8Paths.Supported)
        {
            var output = new byte[4];
            new ConvolutionInt8Add<Shape>([1, 3, 127, -18], [0, 0, 473, 0], 0, [0.5f], 0, 0, 255, sum, path).Run<byte, byte>([1], [10, 21, 30, 40], output);
            Assert.Equal([5, 12, 142, 20], output);
        }
    }

    [Fact]
    public void SumsBeyondInt32_EndAtTheLeastNumber()
    {
        // As QLinearAdd has it: 255 * 1e30 fits no int32.
        (Shape.Sizes, var sum) = (new(1, 1, 1, 20, 1, 9, 1, 1, 1, 1, Excess: 0), new ResidualSum(1e30f, 0, 1, 0, 1, 0, residualIsLeft: true));
        foreach (var path in Int8Paths.Supported)
        {
            var output = new byte[180];
            Array.Fill(output, (byte)9);
            new ConvolutionInt8Add<Shape>(new sbyte[20], [], 0, [0.5f], 0, 0, 255, sum, path)
                .Run<byte, byte>(new byte[9], [.. Enumerable.Repeat((byte)255, 180)], output);
            Assert.All(output, value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void SeveralSamples_EqualSingleOnes()
    {
        var random = new Random(3);
        Shape.Sizes = new(1, 1, 8, 20, 3, 5, 3, 3, 1, 1, Excess: 0);
        var (input, output) = (Shape.Sizes.InputLength, Shape.Sizes.OutputLength);
        var layer = new ConvolutionInt8Add<Shape>(
            Int8Values.Weights(20 * 72, random, 0), [], 7, [0.001f], 120, 0, 255, new ResidualSum(0.5f, 120, 0.3f, 9, 0.4f, 100, residualIsLeft: false));
        var (x, r, y, one) = (new byte[3 * input], new byte[3 * output], new byte[3 * output], new byte[output]);
        random.NextBytes(x);
        random.NextBytes(r);
        layer.Run<byte, byte>(x, r, y);
        for (var i = 0; i < 3; i++)
        {
            layer.Run<byte, byte>(x.AsSpan(i * input, input), r.AsSpan(i * output, output), one);
            Assert.Equal(one, y.AsSpan(i * output, output).ToArray());
        }
    }

    [Fact]
    public void CallsAllocateNothing()
    {
        Shape.Sizes = new(1, 1, 64, 64, 20, 20, 3, 3, 1, 1, Excess: 0);
        var sum = new ResidualSum(1, 0, 1, 0, 1, 0, residualIsLeft: false);
        AddingLayer[] layers =
        [
            new ConvolutionInt8Add<Shape>(new sbyte[64 * 9 * 64], [], 0, [1f], 0, 0, 255, sum),
            new SparseConvolutionInt8Add<Shape>(new sbyte[64 * 9 * 64], [], 0, [1f], 0, 0, 255, sum),
            new WinogradConvolutionInt8Add<Shape>(new sbyte[64 * 9 * 64], [], 0, [1f], 0, 0, 255, sum),
        ];
        var (input, residual, output) = (new byte[Shape.Sizes.InputLength], new byte[Shape.Sizes.OutputLength], new byte[Shape.Sizes.OutputLength]);
        foreach (var layer in layers)
        {
            layer.Run<byte, byte>(input, residual, output);
            var before = GC.GetAllocatedBytesForCurrentThread();
            layer.Run<byte, byte>(input, residual, output);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void LengthsThatDoNotFit_AreRefusedByName()
    {
        Shape.Sizes = new(1, 1, 4, 2, 3, 3, 1, 1, 1, 1, Excess: 0);
        var layer = new ConvolutionInt8Add<Shape>(new sbyte[8], [], 0, [1f], 0, 0, 255, new ResidualSum(1, 0, 1, 0, 1, 0, residualIsLeft: false));
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Run<byte, byte>(new byte[35], new byte[18], new byte[18])).ParamName);
        Assert.Equal("residual", Assert.Throws<ArgumentException>(() => layer.Run<byte, byte>(new byte[36], new byte[17], new byte[18])).ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => layer.Run<byte, byte>(new byte[36], new byte[17], new byte[17])).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Run<short, byte>(new short[36], new byte[18], new byte[18])).ParamName);
    }
}
