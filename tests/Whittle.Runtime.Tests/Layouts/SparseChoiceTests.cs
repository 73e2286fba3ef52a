using Whittle.Runtime.Layouts;

namespace Whittle.Runtime.Tests.Layouts;

public class SparseChoiceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Blocks_AreChosen_WhereWeightsComeInBlocks(bool structured)
    {
        var random = new Random(1);
        var weights = new sbyte[64 * 256];
        for (var i = 0; i < weights.Length; i++)
        {
            var block = ((i / 256 / 16) * 64) + (i % 256 / 4);
            if (structured ? block * 7919 % 10 == 0 : random.Next(10) == 0)
            {
                weights[i] = (sbyte)random.Next(1, 100);
            }
        }

        var rows = new SparseRows(weights, 64, SparseRows.Consecutive(256));
        foreach (var rowLength in new[] { 1, 49 })
        {
            var choice = SparseChoice.Of(rows, inputs: 256, rowLength, positionStride: 256, GatherTarget.Avx512Vnni);
            Assert.Equal(structured, choice.Blocks is not null);
            Assert.True(choice.Pays);
            Assert.InRange(choice.Fill, structured ? 1 : 0.5, 1);
        }
    }

    [Fact]
    public void SparseForms_DoNotPay_ForDenseWeights()
    {
        var weights = Enumerable.Repeat((sbyte)3, 64 * 256).ToArray();
        foreach (var target in new[] { GatherTarget.Avx2Vnni, GatherTarget.Avx512, GatherTarget.Avx512Vnni })
        {
            var choice = SparseChoice.Of(new SparseRows(weights, 64, SparseRows.Consecutive(256)), inputs: 256, rowLength: 49, positionStride: 256, target);
            Assert.False(choice.Pays, $"gain {choice.Gain}");
        }
    }

    [Fact]
    public void Rows_AreSortedOnlyWhereThatSavesMoreThanItCosts()
    {
        // Every other row full against none at all: sorted, half the blocks have nothing to do.
        var uneven = new sbyte[64 * 256];
        var even = new sbyte[64 * 256];
        for (var i = 0; i < uneven.Length; i++)
        {
            uneven[i] = i / 256 % 2 == 0 && i % 3 == 0 ? (sbyte)1 : (sbyte)0;
            even[i] = i % 6 == 0 ? (sbyte)1 : (sbyte)0;
        }

        Assert.True(Choose(uneven).Steps.Format.Sorted);
        Assert.False(Choose(even).Steps.Format.Sorted);

        static SparseChoice Choose(sbyte[] weights) =>
            SparseChoice.Of(new SparseRows(weights, 64, SparseRows.Consecutive(256)), inputs: 256, rowLength: 1, positionStride: 256, GatherTarget.Avx512Vnni);
    }
}
