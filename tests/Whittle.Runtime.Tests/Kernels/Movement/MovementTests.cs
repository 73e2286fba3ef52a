using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Movement;

public class MovementTests
{
    [Fact]
    public void Slice_RandomSteps_EqualNaive()
    {
        var random = new Random(21);
        for (var round = 0; round < 400; round++)
        {
            var shape = Naive.RandomShape(random, random.Next(0, 6), 7);
            var starts = shape.Select(d => random.Next(d)).ToArray();
            var steps = shape.Select(_ => random.Next(1, 4) * (random.Next(2) == 0 ? 1 : -1)).ToArray();
            var outputShape = shape.Select((d, a) => random.Next(0, 1 + (steps[a] > 0 ? (d - 1 - starts[a]) / steps[a] : starts[a] / -steps[a]) + 1)).ToArray();
            var input = Enumerable.Range(0, Naive.Product(shape)).ToArray();
            var output = new int[Naive.Product(outputShape)];
            Slice.Run<int>(input, output, shape, starts, steps, outputShape);
            for (var i = 0; i < output.Length; i++)
            {
                var position = Naive.Position(i, outputShape).Select((p, a) => starts[a] + (p * steps[a])).ToArray();
                Assert.Equal(input[Naive.Offset(position, Naive.Strides(shape))], output[i]);
            }
        }
    }

    [Fact]
    public void Slice_OutOfRange_Throws() => Assert.Throws<ArgumentException>(() => Slice.Run<int>(new int[4], new int[3], [4], [0], [2], [3]));

    [Fact]
    public void CopyBlocks_Concat_PutsPartsSideBySide()
    {
        var output = new int[10];
        CopyBlocks.Run<int>([1, 2, 3, 4, 5, 6], output, count: 2, length: 3, inputOffset: 0, inputStride: 3, outputOffset: 0, outputStride: 5);
        CopyBlocks.Run<int>([7, 8, 9, 10], output, count: 2, length: 2, inputOffset: 0, inputStride: 2, outputOffset: 3, outputStride: 5);
        Assert.Equal([1, 2, 3, 7, 8, 4, 5, 6, 9, 10], output);
        CopyBlocks.Run<int>(output, output.AsSpan(0, 2), count: 2, length: 1, inputOffset: 4, inputStride: 5, outputOffset: 0, outputStride: 1);
        Assert.Equal([8, 10], output[..2]);
    }

    [Fact]
    public void CopyBlocks_TooFar_NamesTheSide()
    {
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => CopyBlocks.Run<int>(new int[6], new int[5], 2, 3, 0, 3, 0, 3)).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => CopyBlocks.Run<int>(new int[5], new int[6], 2, 1, 0, int.MaxValue, 0, 3)).ParamName);
    }

    [Fact]
    public void Pad_RandomPadsAndModes_EqualNaive()
    {
        var random = new Random(22);
        for (var round = 0; round < 600; round++)
        {
            var mode = (PadMode)random.Next(4);
            var shape = Naive.RandomShape(random, random.Next(1, 5), 6);
            var before = shape.Select(d => random.Next(-1, 5)).ToArray();
            var after = shape.Select((d, a) => Math.Max(random.Next(-2, 5), -(d + before[a]))).ToArray();
            var outputShape = shape.Select((d, a) => d + before[a] + after[a]).ToArray();
            var input = Enumerable.Range(0, Naive.Product(shape)).ToArray();
            var output = new int[Naive.Product(outputShape)];
            Pad.Run(input, output, shape, before, after, mode, -1);
            for (var i = 0; i < output.Length; i++)
            {
                var position = Naive.Position(i, outputShape).Select((p, a) => PadSource(p - before[a], shape[a], mode)).ToArray();
                Assert.Equal(position.Contains(-1) ? -1 : input[Naive.Offset(position, Naive.Strides(shape))], output[i]);
            }
        }
    }

    [Theory]
    [InlineData(1, 2, 3, 1, 1, 1, 1, 1)]
    [InlineData(2, 3, 4, 5, 0, 2, 1, 0)]
    [InlineData(2, 1, 1, 3, 2, 0, 0, 3)]
    [InlineData(1, 4, 4, 2, 0, 0, 0, 0)]
    [InlineData(1, 0, 4, 2, 1, 1, 1, 1)]
    public void PadImage_EqualsPad(int batch, int height, int width, int channels, int top, int left, int bottom, int right)
    {
        var input = Enumerable.Range(1, batch * height * width * channels).Select(i => (byte)i).ToArray();
        var expected = new byte[batch * (height + top + bottom) * (width + left + right) * channels];
        Pad.Run(input, expected, [batch, height, width, channels], [0, top, left, 0], [0, bottom, right, 0], PadMode.Constant, (byte)128);
        using var output = new GuardedMemory(expected.Length, atEnd: true);
        PadImage.Run(input, output.Bytes, batch, height, width, channels, top, left, bottom, right, (byte)128);
        Assert.True(output.Bytes.SequenceEqual(expected));
    }

    [Fact]
    public void Gather_NegativeIndicesAndBothTypes_EqualNaive()
    {
        float[] input = [.. Enumerable.Range(0, 24)];
        var output = new float[2 * 4 * 4];
        Gather.Run<float, long>(input, [0L, -1L, 2L, -3L], output, outer: 2, axisLength: 3, inner: 4);
        Assert.Equal([.. new[] { 0, 2, 2, 0, 3, 5, 5, 3 }.SelectMany(row => Enumerable.Range(row * 4, 4)).Select(i => (float)i)], output);
        var single = new float[2];
        Gather.Run<float, int>(input, [23, -24], single, 1, 24, 1);
        Assert.Equal([23f, 0f], single);
    }

    [Theory]
    [InlineData(3L)]
    [InlineData(-4L)]
    [InlineData(long.MinValue)]
    public void Gather_IndexOutOfRange_SaysWhich(long index)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Gather.Run<float, long>(new float[3], [index], new float[1], 1, 3, 1));
        Assert.Equal(index, error.ActualValue);
        Assert.Contains("-3…2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GatherElements_Random_EqualsNaive()
    {
        var random = new Random(23);
        for (var round = 0; round < 200; round++)
        {
            var shape = Naive.RandomShape(random, random.Next(1, 5), 5);
            var axis = random.Next(shape.Length);
            var indicesShape = shape.Select((d, a) => a == axis ? random.Next(1, 6) : random.Next(1, d + 1)).ToArray();
            var input = Enumerable.Range(0, Naive.Product(shape)).ToArray();
            var indices = Enumerable.Range(0, Naive.Product(indicesShape)).Select(_ => random.Next(-shape[axis], shape[axis])).ToArray();
            var output = new int[indices.Length];
            GatherElements.Run<int, int>(input, indices, output, shape, indicesShape, axis);
            for (var i = 0; i < output.Length; i++)
            {
                var position = Naive.Position(i, indicesShape);
                position[axis] = (indices[i] + shape[axis]) % shape[axis];
                Assert.Equal(input[Naive.Offset(position, Naive.Strides(shape))], output[i]);
            }
        }
    }

    [Fact]
    public void TileAndExpand_Random_EqualNaive()
    {
        var random = new Random(24);
        for (var round = 0; round < 200; round++)
        {
            var shape = Naive.RandomShape(random, random.Next(1, 5), 4);
            var repeats = shape.Select(_ => random.Next(1, 4)).ToArray();
            var outputShape = shape.Zip(repeats, (a, b) => a * b).ToArray();
            var input = Enumerable.Range(0, Naive.Product(shape)).ToArray();
            var output = new int[Naive.Product(outputShape)];
            Tile.Run<int>(input, output, shape, repeats);
            for (var i = 0; i < output.Length; i++)
            {
                var position = Naive.Position(i, outputShape).Select((p, a) => p % shape[a]).ToArray();
                Assert.Equal(input[Naive.Offset(position, Naive.Strides(shape))], output[i]);
            }

            var strides = Naive.Strides(shape).Select(s => random.Next(2) * s).ToArray();
            var expanded = new int[input.Length];
            Expand.Run<int>(input, expanded, shape, strides);
            Assert.Equal(Enumerable.Range(0, input.Length).Select(i => input[Naive.Offset(Naive.Position(i, shape), strides)]), expanded);
        }
    }

    [Fact]
    public void Cast_ValuesInAndOutOfRange_AreAsStated()
    {
        Assert.Equal([1, -1, 2, int.MaxValue, 0], Convert<float, int>([1.9f, -1.9f, 2.5f, 1e20f, float.NaN]));
        Assert.Equal([44, 255], Convert<int, byte>([300, -1]));
        Assert.Equal([-128f, 127f], Convert<sbyte, float>([-128, 127]));
        Assert.Equal([(Half)1.5f, Half.PositiveInfinity], Convert<float, Half>([1.5f, 1e10f]));
        Assert.Equal([16777216f], Convert<long, float>([16777217]));
        Assert.Equal([0.1d], Convert<double, double>([0.1]));
        var numbers = new float[2];
        Cast.Run<float>([true, false], numbers);
        Assert.Equal([1f, 0f], numbers);
        var flags = new bool[4];
        Cast.Run<float>([0f, -0f, 0.1f, float.NaN], flags);
        Assert.Equal([false, false, true, true], flags);
    }

    private static TTo[] Convert<TFrom, TTo>(TFrom[] input)
        where TFrom : unmanaged, System.Numerics.INumberBase<TFrom>
        where TTo : unmanaged, System.Numerics.INumberBase<TTo>
    {
        var output = new TTo[input.Length];
        Cast.Run<TFrom, TTo>(input, output);
        return output;
    }

    /// <summary>Walks step by step instead of computing.</summary>
    private static int PadSource(int index, int length, PadMode mode)
    {
        while (index < 0 || index >= length)
        {
            switch (mode)
            {
                case PadMode.Constant:
                    return -1;
                case PadMode.Edge:
                    index += index < 0 ? 1 : -1;
                    break;
                case PadMode.Wrap:
                    index += index < 0 ? length : -length;
                    break;
                default:
                    index = length == 1 ? 0 : index < 0 ? -index : (2 * (length - 1)) - index;
                    break;
            }
        }

        return index;
    }
}
