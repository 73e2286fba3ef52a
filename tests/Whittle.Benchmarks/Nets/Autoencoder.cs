using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

internal static class Autoencoder
{
    private static readonly int[] s_widths = [128, 128, 128, 128, 8, 128, 128, 128, 128];

    public static Net Build(WeightForm form)
    {
        var net = new NetBuilder(Extent.Vector(640), signed: true, form);
        Array.ForEach(s_widths, width => net.FullyConnected(width));
        return net.FullyConnected(640, relu: false).Build();
    }
}
