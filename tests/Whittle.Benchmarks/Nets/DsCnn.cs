using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

internal static class DsCnn
{
    public static Net Build(WeightForm form)
    {
        // The padding is "same" for strides of 2: 49 rows to 25, 10 columns to 5.
        var net = new NetBuilder(new Extent(1, 49, 10), signed: true, form).Conv(64, 10, 4, stride: 2, pads: [4, 1, 5, 1]);
        for (var block = 0; block < 4; block++)
        {
            net.Depthwise().Conv(64, 1, 1);
        }

        return net.GlobalAverage().FullyConnected(12, relu: false, prune: false).Build();
    }
}
