using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

internal static class Fc4096
{
    public static Net Build(WeightForm form) => new NetBuilder(Extent.Vector(4096), signed: false, form).FullyConnected(1024, relu: false).Build();
}
