using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

/// <summary>Large convolutions. The mean at the end keeps the output small, so that converting it does not count.</summary>
internal static class VggLike
{
    public static Net Build(WeightForm form) => new NetBuilder(new Extent(64, 56, 56), signed: false, form)
        .Conv(64, 3, 3, pads: [1, 1, 1, 1])
        .Conv(64, 3, 3, pads: [1, 1, 1, 1])
        .Conv(256, 1, 1)
        .GlobalAverage()
        .FullyConnected(10, relu: false, prune: false)
        .Build();
}
