using Whittle.Runtime.Layouts;

namespace Whittle.Runtime.Tests.Layouts;

public class BlockStepsTests
{
    [Fact]
    public void HandWorked_StepsStartAtTheNextWeight_ButNotPastTheEnd()
    {
        // Panel of rows 0 and 1: places 1..4 and, clamped, 3..6; row 2 has a panel of its own.
        sbyte[] weights =
        [
            0, 1, 0, 0, 0, 0, 2,
            0, 0, 3, 0, 4, 0, 0,
            5, 0, 0, 0, 0, 0, 0,
        ];
        var packed = BlockSteps.Pack(new SparseRows(weights, 3, SparseRows.Consecutive(7)), panel: 2);
        Assert.Equal([2, 1], packed.StepsOfPanel);
        Assert.Equal([1, 3, 0], packed.Offsets);
        Assert.Equal<sbyte>([1, 0, 0, 0, 0, 3, 0, 4, 0, 0, 0, 2, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0], packed.Weights);
    }
}
