using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

internal static class LeNet300
{
    public static Net Build(WeightForm form) => new NetBuilder(Extent.Vector(784), signed: false, form)
        .FullyConnected(300)
        .FullyConnected(100)
        .FullyConnected(10, relu: false, prune: false)
        .Build();
}
