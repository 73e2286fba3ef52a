using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

internal static class ResNet8
{
    private static readonly long[] s_same = [1, 1, 1, 1];

    public static Net Build(WeightForm form)
    {
        var net = new NetBuilder(new Extent(3, 32, 32), signed: false, form).Conv(16, 3, 3, pads: s_same);
        var start = net.Current;
        net.Conv(16, 3, 3, pads: s_same).Conv(16, 3, 3, pads: s_same, relu: false).Plus(start);
        Narrow(net, 32);
        Narrow(net, 64);
        return net.GlobalAverage().FullyConnected(10, relu: false, prune: false).Build();
    }

    /// <summary>A block that halves the image; the shortcut is a 1x1 convolution.</summary>
    private static void Narrow(NetBuilder net, int channels)
    {
        var start = net.Current;
        net.Conv(channels, 3, 3, stride: 2, pads: s_same).Conv(channels, 3, 3, pads: s_same, relu: false);
        var main = net.Current;
        net.Current = start;
        net.Conv(channels, 1, 1, stride: 2, relu: false).Plus(main);
    }
}
