using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Float;

namespace Whittle.Runtime.Tests.MatrixMultiply;

/// <summary>Matrix products of run-time operands on every path, between guard pages.</summary>
public sealed class MatrixMultiplyFloatTests : IDisposable
{
    private readonly Arena<float> _left = new(8192);
    private readonly Arena<float> _right = new(32768);
    private readonly Arena<float> _output = new(1 << 14);

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void MatMul_EveryColumnCount()
    {
        for (var columns = 1; columns <= 257; columns++)
        {
            CheckMatMul(batch: 1 + (columns % 3), rows: 1 + (columns * 3 % 11), inner: columns * 7 % 23, columns, repeat: columns % 4);
        }
    }

    [Fact]
    public void MatMul_EveryInnerLengthAndRowCount()
    {
        for (var n = 0; n <= 257; n++)
        {
            CheckMatMul(batch: 1, rows: 1 + (n * 3 % 11), inner: n, columns: 1 + (n * 5 % 20), repeat: n % 4);
            CheckMatMul(batch: 1, rows: 1 + n, inner: n * 7 % 9, columns: 1 + (n * 5 % 20), repeat: n % 4);
        }
    }

    [Fact]
    public void Gemm_EveryTransposition()
    {
        for (var columns = 1; columns <= 257; columns++)
        {
            for (var transpose = 0; transpose < 4; transpose++)
            {
                CheckGemm(rows: 1 + (columns * 3 % 9), inner: columns * 5 % 41, columns, transpose & 1, transpose >> 1, addend: columns % 3 != 0);
            }
        }
    }

    // [1 2; 3 4] · [5 6; 7 8] by hand, doubled, plus three times the unit.
    [Fact]
    public void Gemm_ByHand()
    {
        foreach (var level in FloatValues.Levels)
        {
            var output = new float[4];
            GemmFloat.Run([1, 2, 3, 4], [5, 6, 7, 8], [1, 0, 0, 1], output, 2, 2, 2, 2, 3, 0, 0, level);
            Assert.Equal([41, 44, 86, 103], output);
            GemmFloat.Run([1, 3, 2, 4], [5, 7, 6, 8], [], output, 2, 2, 2, 1, 3, 1, 1, level);
            Assert.Equal([19, 22, 43, 50], output);
        }
    }

    [Fact]
    public void WrongLengths_AreNamed()
    {
        Assert.Equal("right", Assert.Throws<ArgumentException>(() => MatMulFloat.Run(new float[4], new float[5], new float[6], 1, 2, 2, 3, 0, 0)).ParamName);
        Assert.Equal("left", Assert.Throws<ArgumentException>(() => MatMulFloat.Run(new float[7], new float[6], new float[12], 2, 2, 2, 3, 4, 0)).ParamName);
        Assert.Equal(
            "output", Assert.Throws<ArgumentException>(() => GemmFloat.Run(new float[4], new float[6], [], new float[5], 2, 2, 3, 1, 1, 0, 0)).ParamName);
    }

    // repeat: bit 0 repeats left for every batch, bit 1 right.
    private void CheckMatMul(int batch, int rows, int inner, int columns, int repeat)
    {
        int leftStride = (repeat & 1) != 0 ? 0 : rows * inner, rightStride = (repeat & 2) != 0 ? 0 : inner * columns;
        var random = new Random(columns);
        var left = FloatValues.Random(random, leftStride == 0 ? rows * inner : batch * leftStride);
        var right = FloatValues.Random(random, rightStride == 0 ? inner * columns : batch * rightStride);
        var expected = FloatValues.Expected.Of(batch * rows * columns);
        for (var i = 0; i < batch * rows * columns; i++)
        {
            int column = i % columns, row = i / columns % rows, b = i / columns / rows;
            for (var k = 0; k < inner; k++)
            {
                expected.Add(i, (double)left[(b * leftStride) + (row * inner) + k] * right[(b * rightStride) + (k * columns) + column]);
            }
        }

        foreach (var level in FloatValues.Levels)
        {
            var (x, w, y) = Take(left, right, batch * rows * columns, (columns + (int)level) % 2 == 0);
            MatMulFloat.Run(x, w, y, batch, rows, inner, columns, leftStride, rightStride, level);
            expected.AssertNear(y, double.NegativeInfinity, double.PositiveInfinity, $"{level} {batch} x {rows} x {inner} x {columns}");
            _output.AssertUntouched();
        }
    }

    private void CheckGemm(int rows, int inner, int columns, int transA, int transB, bool addend)
    {
        const float Alpha = 0.5f;
        const float Beta = -1.25f;
        var random = new Random(columns);
        var left = FloatValues.Random(random, rows * inner);
        var right = FloatValues.Random(random, inner * columns);
        var c = addend ? FloatValues.Random(random, rows * columns) : [];
        var expected = FloatValues.Expected.Of(rows * columns);
        for (var i = 0; i < rows * columns; i++)
        {
            int column = i % columns, row = i / columns;
            expected.Add(i, addend ? (double)Beta * c[i] : 0);
            for (var k = 0; k < inner; k++)
            {
                var a = left[transA == 0 ? (row * inner) + k : (k * rows) + row];
                expected.Add(i, (double)Alpha * a * right[transB == 0 ? (k * columns) + column : (column * inner) + k]);
            }
        }

        foreach (var level in FloatValues.Levels)
        {
            var (x, w, y) = Take(left, right, rows * columns, (columns + (int)level) % 2 == 0);
            GemmFloat.Run(x, w, c, y, rows, inner, columns, Alpha, Beta, transA, transB, level);
            expected.AssertNear(y, double.NegativeInfinity, double.PositiveInfinity, $"{level} {rows} x {inner} x {columns} {transA} {transB}");
            _output.AssertUntouched();
        }
    }

    private Operands Take(float[] left, float[] right, int outputs, bool atEnd)
    {
        var x = _left.Take(left.Length, atEnd);
        var w = _right.Take(right.Length, atEnd);
        left.CopyTo(x);
        right.CopyTo(w);
        var y = _output.Take(outputs, atEnd);
        y.Fill(float.NaN);
        return new(x, w, y);
    }

    private readonly ref struct Operands(Span<float> left, Span<float> right, Span<float> output)
    {
        private readonly Span<float> _left = left;
        private readonly Span<float> _right = right;
        private readonly Span<float> _output = output;

        public void Deconstruct(out Span<float> x, out Span<float> w, out Span<float> y)
        {
            x = _left;
            w = _right;
            y = _output;
        }
    }
}
