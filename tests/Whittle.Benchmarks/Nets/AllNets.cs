using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Nets;

/// <summary>The architectures behind the names of <see cref="NetCatalogue"/>.</summary>
internal static class AllNets
{
    private static readonly Dictionary<string, Func<WeightForm, Net>> s_builders = new(StringComparer.Ordinal)
    {
        ["tiny"] = Tiny.Build,
        ["lenet300"] = LeNet300.Build,
        ["lenet5"] = LeNet5.Build,
        ["dscnn"] = DsCnn.Build,
        ["resnet8"] = ResNet8.Build,
        ["mobilenet025"] = MobileNet025.Build,
        ["vgglike"] = VggLike.Build,
        ["fc4096"] = Fc4096.Build,
        ["autoencoder"] = Autoencoder.Build,
    };

    public static Net Build(string name, WeightForm form) => s_builders[name](form);
}
