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
        var steps = Pack(weights, outputs: 2, inputs: 8, new GatherFormat(Lanes: 2, Slots: 2, Window: 4, Alignment: 1) { Sorted = true, StepMultiple = 2 });
        Assert.Equal([1, 0], steps.Order);
        Assert.Equal([1, 3, 4, 0], steps.Offsets);
        Assert.Equal([new GatherBlock(First: 0, Count: 2, Stride: 2, Steps: 4)], steps.Blocks);
        Assert.Equal<sbyte>([1, 2, 7, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0], steps.Weights.ToArray());
        Assert.Equal<byte>([0, 1, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0], steps.Indices.ToArray());
        Assert.Equal(5, steps.NonZeros);
        Assert.Equal(5 / 16.0, steps.Fill);
    }

    [Fact]
    public void HandWorked_SecondWindow_ServesWhatTheFirstLeaves()
    {
        // Beyond column 15, a window from 32 or from 48 serves one of two free slots: the nearer one is taken. The next step begins at column 35.
        var weights = new sbyte[2 * 64];
        (weights[0], weights[50], weights[51]) = (1, 2, 3);
        (weights[64 + 3], weights[64 + 34], weights[64 + 35]) = (4, 5, 6);
        var steps = Pack(weights, outputs: 2, inputs: 64, new GatherFormat(Lanes: 2, Slots: 2, Window: 16, Alignment: 1) { Windows = 2 });
        Assert.Equal([0, 32, 35, 48], steps.Offsets);
        Assert.Equal([new GatherBlock(First: 0, Count: 2, Stride: 2, Steps: 2)], steps.Blocks);
        Assert.Equal<sbyte>([1, 0, 4, 5, 2, 3, 6, 0], steps.Weights.ToArray());
        Assert.Equal<byte>([0, 0, 3, 18, 15, 19, 0, 0], steps.Indices.ToArray());
    }

    [Fact]
    public void HandWorked_WeightThatCannotBePaired_Waits()
    {
        // Two of the hundreds have a pair each, the third none; the twenties behind it go first.
        var steps = Pack([100, 101, 102, 20, 21], outputs: 1, inputs: 5, new GatherFormat(Lanes: 1, Slots: 4, Window: 16, Alignment: 1) { PairSafe = true });
        Assert.Equal<sbyte>([100, 20, 101, 21, 102, 0, 0, 0], steps.Weights.ToArray());
        Assert.Equal<byte>([0, 3, 1, 4, 2, 0, 0, 0], steps.Indices.ToArray());
    }

    [Fact]
    public void HandWorked_OneRow_HasAllLanes()
    {
        var steps = Pack([1, 2, 3, 4, 5, 6, 7, 8, 9], outputs: 1, inputs: 9, new GatherFormat(Lanes: 4, Slots: 2, Window: 16, Alignment: 1));
        Assert.Equal([new GatherBlock(First: 0, Count: 1, Stride: 1, Steps: 2)], steps.Blocks);
        Assert.Equal<sbyte>([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0], steps.Weights.ToArray());
    }

    [Fact]
    public void RestOfTen_IsPackedAsEightAndTwo_WhenThatTakesFewerSteps()
    {
        var dense = Enumerable.Repeat((sbyte)1, 10 * 64).ToArray();
        var steps = Pack(dense, outputs: 10, inputs: 64, GatherFormat.Window64);
        Assert.Equal([new GatherBlock(0, 8, 8, 8), new GatherBlock(8, 2, 2, 2)], steps.Blocks);
        // A single weight each: two blocks would be two steps.
        var one = new sbyte[10 * 64];
        for (var row = 0; row < 10; row++)
        {
            one[row * 64] = 1;
        }

        Assert.Equal([new GatherBlock(0, 10, 16, 1)], Pack(one, outputs: 10, inputs: 64, GatherFormat.Window64).Blocks);
    }

    [Theory]
    [InlineData(300, 784, 0.1, 0.65)]
    [InlineData(64, 128, 0.5, 0.78)]
    [InlineData(17, 64, 1.0, 0.9)]
    [InlineData(5, 3, 1.0, 0.2)]
    [InlineData(23, 200, 0.02, 0.05)]
    public void EveryFormat_HoldsTheWholeMatrix(int outputs, int inputs, double density, double leastFill)
    {
        var random = new Random(outputs);
        var weights = new sbyte[outputs * inputs];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = random.NextDouble() < density ? (sbyte)(random.Next(0, 2) == 0 ? random.Next(1, 128) : random.Next(-128, 0)) : (sbyte)0;
        }

        foreach (var size in new[] { GatherFormat.Pair64, GatherFormat.Window128, GatherFormat.Window64, GatherFormat.Window16, GatherFormat.Window16Narrow })
        {
            for (var options = 0; options < 8; options++)
            {
                var format = size with { PairSafe = (options & 1) != 0, Sorted = (options & 2) != 0, StepMultiple = (options & 4) != 0 ? 2 : 1 };
                var steps = Pack(weights, outputs, inputs, format);
                Assert.Equal(weights, Unpack(steps, outputs, inputs));
                Assert.All(steps.Offsets, offset => Assert.InRange(offset, 0, Math.Max(0, inputs - format.Window)));
                Assert.All(steps.Blocks, block => Assert.Equal(0, block.Steps % format.StepMultiple));
                Assert.Equal(steps.Steps, steps.Blocks.Sum(block => block.Steps));
                Assert.True(!format.PairSafe || ArePairsSafe(steps.Weights));
            }
        }

        Assert.InRange(Pack(weights, outputs, inputs, GatherFormat.Window64).Fill, leastFill, 1);
    }

    private static GatherSteps Pack(sbyte[] weights, int outputs, int inputs, GatherFormat format) =>
        GatherSteps.Pack(new SparseRows(weights, outputs, SparseRows.Consecutive(inputs)), format);

    private static bool ArePairsSafe(ReadOnlySpan<sbyte> weights)
    {
        for (var i = 0; i < weights.Length; i += 2)
        {
            var highest = 255 * (Math.Max(0, (int)weights[i]) + Math.Max(0, (int)weights[i + 1]));
            var lowest = 255 * (Math.Min(0, (int)weights[i]) + Math.Min(0, (int)weights[i + 1]));
            if (highest > short.MaxValue || lowest < short.MinValue)
            {
                return false;
            }
        }

        return true;
    }

    private static sbyte[] Unpack(GatherSteps steps, int outputs, int inputs)
    {
        var weights = new sbyte[outputs * inputs];
        var step = 0;
        foreach (var block in steps.Blocks)
        {
            for (var last = step + block.Steps; step < last; step++)
            {
                for (var i = 0; i < steps.Format.SlotsPerStep; i++)
                {
                    var slot = (step * steps.Format.SlotsPerStep) + i;
                    if (steps.Weights[slot] != 0)
                    {
                        var row = steps.Order[block.First + (i / steps.Format.Slots % block.Stride)];
                        var (window, index) = Math.DivRem(steps.Indices[slot], steps.Format.Window);
                        weights[(row * inputs) + steps.Offsets[(step * steps.Format.Windows) + window] + index] += steps.Weights[slot];
                    }
                }
            }
        }

        return weights;
    }
}
