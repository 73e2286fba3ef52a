using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

internal static class MobileNet025
{
    private static readonly (int Stride, int Channels)[] s_blocks =
    [
        (1, 16), (2, 32), (1, 32), (2, 64), (1, 64), (2, 128), (1, 128), (1, 128), (1, 128), (1, 128), (1, 128), (2, 256), (1, 256),
    ];

    public static Net Build(WeightForm form)
    {
        var net = new NetBuilder(new Extent(3, 96, 96), signed: false, form).Conv(8, 3, 3, stride: 2, pads: [1, 1, 1, 1]);
        foreach (var (stride, channels) in s_blocks)
        {
            net.Depthwise(stride).Conv(channels, 1, 1);
        }

        return net.GlobalAverage().FullyConnected(2, relu: false, prune: false).Build();
    }
}
