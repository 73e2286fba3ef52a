using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

internal static class Tiny
{
    public static Net Build(WeightForm form) => new NetBuilder(Extent.Vector(4), signed: true, form)
        .FullyConnected(16)
        .FullyConnected(3, relu: false)
        .Build();
}
