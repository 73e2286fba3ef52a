using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

internal static class LeNet5
{
    public static Net Build(WeightForm form) => new NetBuilder(new Extent(1, 28, 28), signed: false, form)
        .Conv(20, 5, 5)
        .MaxPool2()
        .Conv(50, 5, 5)
        .MaxPool2()
        .FullyConnected(500)
        .FullyConnected(10, relu: false, prune: false)
        .Build();
}
