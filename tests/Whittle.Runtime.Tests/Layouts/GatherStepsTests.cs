using Whittle.Runtime.Layouts;

namespace Whittle.Runtime.Tests.Layouts;

public class GatherStepsTests
{
    [Fact]
    public void HandWorked_TwoRows_SortedByCountAndSlidWindows()
    {
        // Row 1 has more weights, so it takes lane 0; the windows are columns 1..4 and, clamped to the last column, 4..7.
        sbyte[] weights =
        [
            0, 0, 0, 0, 7, 0, 0, 0,
            0, 1, 2, 3, 0, 0, 0, 4,
        ];
        var steps = GatherSteps.Pack(weights, outputs: 2, inputs: 8, new GatherFormat(Rows: 2, Slots: 2, Window: 4, Alignment: 1));
        Assert.Equal([1, 0], steps.RowOrder);
        Assert.Equal([1, 3, 4, 0], steps.Offsets);
        Assert.Equal([4], steps.StepsOfBlock);
        Assert.Equal([1, 2, 7, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0], steps.Weights);
        Assert.Equal([0, 1, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0], steps.Indices);
        Assert.Equal(5, steps.NonZeros);
        Assert.Equal(5 / 16.0, steps.Fill);
    }

    [Theory]
    [InlineData(300, 784, 0.1, 0.65)]
    [InlineData(64, 128, 0.5, 0.85)]
    [InlineData(17, 64, 1.0, 0.5)]
    [InlineData(5, 3, 1.0, 0.05)]
    public void EveryFormat_HoldsTheWholeMatrix(int outputs, int inputs, double density, double leastFill)
    {
        var random = new Random(outputs);
        var weights = new sbyte[outputs * inputs];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = random.NextDouble() < density ? (sbyte)random.Next(1, 128) : (sbyte)0;
        }

        foreach (var format in new[] { GatherFormat.Window64, GatherFormat.Window16, GatherFormat.Window16Narrow })
        {
            var steps = GatherSteps.Pack(weights, outputs, inputs, format);
            Assert.Equal(weights, Unpack(steps, format, outputs, inputs));
            Assert.All(steps.Offsets, offset => Assert.InRange(offset, 0, Math.Max(0, inputs - format.Window)));
            Assert.All(steps.StepsOfBlock, count => Assert.Equal(0, count % GatherSteps.StepsInFlight));
        }

        Assert.InRange(GatherSteps.Pack(weights, outputs, inputs, GatherFormat.Window64).Fill, leastFill, 1);
    }

    private static sbyte[] Unpack(GatherSteps steps, GatherFormat format, int outputs, int inputs)
    {
        var weights = new sbyte[outputs * inputs];
        var step = 0;
        for (var block = 0; block < steps.StepsOfBlock.Length; block++)
        {
            for (var last = step + steps.StepsOfBlock[block]; step < last; step++)
            {
                for (var i = 0; i < format.Rows * format.Slots; i++)
                {
                    var slot = (step * format.Rows * format.Slots) + i;
                    if (steps.Weights[slot] != 0)
                    {
                        var row = steps.RowOrder[(block * format.Rows) + (i / format.Slots)];
                        weights[(row * inputs) + steps.Offsets[step] + steps.Indices[slot]] += steps.Weights[slot];
                    }
                }
            }
        }

        return weights;
    }
}
