using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Int8.FullyConnectedTestShape<Whittle.Runtime.Tests.FullyConnected.CodebookPanelsInt8Tests>;

namespace Whittle.Runtime.Tests.FullyConnected;

/// <summary>Panels that layers of some paths take for large weights only.</summary>
public unsafe class CodebookPanelsInt8Tests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryLength_EveryPath_EqualsTheDefinition(bool signed)
    {
        foreach (var path in Int8Paths.Supported.Where(path => path.UsesVnni()))
        {
            for (var inputs = 1; inputs <= 70; inputs++)
            {
                Check(path, signed, rows: 1 + (inputs % 3), inputs, outputs: 1 + (inputs * 7 % 80));
            }
        }
    }

    private static void Check(Int8Path path, bool signed, int rows, int inputs, int outputs)
    {
        (Shape.Rows, Shape.Inputs, Shape.Outputs) = (rows, inputs, outputs);
        var random = new Random(inputs);
        var codebook = Int8Values.Weights(16, random, 0, 1);
        var indices = new byte[outputs * inputs];
        random.NextBytes(indices);
        indices = Array.ConvertAll(indices, index => (byte)(index % 16));
        var weights = Array.ConvertAll(indices, index => codebook[index]);
        var panels = new CodebookPanelsInt8(Int8Geometry.OfFullyConnected<Shape>(), indices, codebook, weights, path);
        using var x = new GuardedMemory(rows * inputs, atEnd: random.Next(2) == 0);
        random.NextBytes(x.Bytes);

        // Signed activations count 128 more than they are.
        var counted = Array.ConvertAll(x.Bytes.ToArray(), value => signed ? value ^ 0x80 : value);
        using var sums = new GuardedMemory(rows * panels.Stride * sizeof(int), atEnd: true);
        fixed (byte* input = x.Bytes, output = sums.Bytes)
        {
            panels.Run(input, signed, 0, rows, (int*)output);
        }

        var expected = Int8Oracle.FullyConnected(rows, inputs, outputs, counted, weights);
        for (var row = 0; row < rows; row++)
        {
            Assert.Equal(expected.AsSpan(row * outputs, outputs), sums.As<int>().Slice(row * panels.Stride, outputs));
        }
    }
}
