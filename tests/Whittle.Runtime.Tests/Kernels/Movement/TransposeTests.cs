using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Movement;

public class TransposeTests
{
    [Fact]
    public void Run_RandomShapes_EqualNaive()
    {
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var rank = random.Next(0, 9);
            Check<short>(Naive.RandomShape(random, rank, rank > 5 ? 3 : 6), Naive.RandomPermutation(random, rank), i => (short)i);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(16, 16)]
    [InlineData(17, 33)]
    [InlineData(100, 3)]
    [InlineData(3, 257)]
    [InlineData(64, 16)]
    [InlineData(65, 19)]
    [InlineData(200, 40)]
    [InlineData(41, 130)]
    public void Run_Planes_EqualNaive(int rows, int columns)
    {
        Check([rows, columns], [1, 0], i => (byte)i);
        Check([rows, columns], [1, 0], i => (float)i);
        Check([2, rows, columns], [0, 2, 1], i => (double)i);
        Check([3, rows, columns], [2, 0, 1], i => (sbyte)(i * 7));
        Check([2, rows, columns / 3 + 1, 3], [0, 3, 1, 2], i => i);
        Check([2, 3, rows, columns], [0, 2, 3, 1], i => (long)i);
    }

    [Fact]
    public void Run_WrongPermutation_Throws()
    {
        Assert.Throws<ArgumentException>(() => Transpose.Run<int>(new int[6], new int[6], [2, 3], [0, 0]));
        Assert.Throws<ArgumentException>(() => Transpose.Run<int>(new int[6], new int[6], [2, 3], [0, 2]));
        Assert.Throws<ArgumentException>(() => Transpose.Run<int>(new int[6], new int[5], [2, 3], [0, 1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DepthToSpace_BothModesAndLayouts_EqualDefinition(bool columnRowDepth)
    {
        const int N = 2, D = 3, H = 4, W = 5, B = 2;
        var input = Enumerable.Range(0, N * D * B * B * H * W).ToArray();
        var first = new int[input.Length];
        var last = new int[input.Length];
        var inputLast = new int[input.Length];
        Transpose.Run<int>(input, inputLast, [N, D * B * B, H, W], [0, 2, 3, 1]);
        DepthToSpace.Run<int>(input, first, N, D * B * B, H, W, B, columnRowDepth, channelsLast: false);
        DepthToSpace.Run<int>(inputLast, last, N, D * B * B, H, W, B, columnRowDepth, channelsLast: true);
        for (var i = 0; i < input.Length; i++)
        {
            var p = Naive.Position(i, [N, D, H * B, W * B]);
            var (n, d, y, x) = (p[0], p[1], p[2], p[3]);
            var channel = columnRowDepth ? (((d * B) + (y % B)) * B) + (x % B) : (((y % B * B) + (x % B)) * D) + d;
            var expected = input[Naive.Offset([n, channel, y / B, x / B], Naive.Strides([N, D * B * B, H, W]))];
            Assert.Equal(expected, first[i]);
            Assert.Equal(expected, last[Naive.Offset([n, y, x, d], Naive.Strides([N, H * B, W * B, D]))]);
        }
    }

    [Fact]
    public void SpaceToDepth_BothLayouts_UndoDepthToSpace()
    {
        var input = Enumerable.Range(0, 2 * 12 * 4 * 5).ToArray();
        foreach (var channelsLast in new[] { false, true })
        {
            var wide = new int[input.Length];
            var back = new int[input.Length];
            DepthToSpace.Run<int>(input, wide, 2, 12, 4, 5, 2, columnRowDepth: false, channelsLast);
            SpaceToDepth.Run<int>(wide, back, 2, 3, 8, 10, 2, channelsLast);
            Assert.Equal(input, back);
        }
    }

    private static unsafe void Check<T>(int[] shape, int[] permutation, Func<int, T> make)
        where T : unmanaged
    {
        using var from = new GuardedMemory(Naive.Product(shape) * sizeof(T), atEnd: true);
        using var to = new GuardedMemory(Naive.Product(shape) * sizeof(T), atEnd: true);
        var input = from.As<T>();
        var output = to.As<T>();
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = make(i);
        }

        var strides = Naive.Strides(shape);
        var outputShape = permutation.Select(axis => shape[axis]).ToArray();
        var inputStrides = permutation.Select(axis => strides[axis]).ToArray();
        foreach (var level in IsaLevels.All)
        {
            output.Clear();
            Transpose.Run<T>(input, output, shape, permutation, level);
            for (var i = 0; i < output.Length; i++)
            {
                Assert.Equal(input[Naive.Offset(Naive.Position(i, outputShape), inputStrides)], output[i]);
            }
        }
    }
}
