using System.Runtime.Intrinsics;
using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Int8;

public class Int8PairProductTests
{
    [Fact]
    public void BothForms_EqualTheSumOfProducts()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var left = new short[8];
            var right = new short[8];
            for (var i = 0; i < 8; i++)
            {
                left[i] = round == 0 ? (short)255 : (short)random.Next(0, 256);
                right[i] = round == 0 ? (short)-128 : (short)random.Next(-128, 128);
            }

            var x = Vector128.Create(left);
            var y = Vector128.Create(right);
            for (var lane = 0; lane < 4; lane++)
            {
                var expected = (left[2 * lane] * right[2 * lane]) + (left[(2 * lane) + 1] * right[(2 * lane) + 1]);
                Assert.Equal(expected, Int8PairProduct.Sum(x, y)[lane]);
                Assert.Equal(expected, Int8PairProduct.SumPortable(x, y)[lane]);
            }
        }
    }
}
