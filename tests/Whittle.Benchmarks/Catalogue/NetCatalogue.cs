namespace Whittle.Benchmarks.Catalogue;

/// <summary>All nets and variants that are measured. Data only: the test that docs/performance.md lists them compiles this folder.</summary>
public static class NetCatalogue
{
    public static IReadOnlyList<NetEntry> All { get; } =
    [
        new("tiny", "perceptron 4-16-3", [Variant.Int8("dense", WeightForm.Dense), Variant.Float("dense", WeightForm.Dense, 100)]),
        new("lenet300", "perceptron 784-300-100-10", [.. Int8(3.9, 8, 12.5, 17), FloatDense(), Variant.Float("90", new WeightForm(0.1), 6.5)]),
        new("lenet5", "Caffe's LeNet-5: 20-50-500-10", [.. Int8(2.8, 4.2, 5.5, 6.5), FloatDense()]),
        new("dscnn", "keyword spotting, 49x10, 64 channels, depthwise separable", [.. Int8(2.5, 3.2, 3.8, 4.2), Int4(), FloatDense()]),
        new("resnet8", "CIFAR, three residual blocks of 16, 32 and 64 channels", [.. Int8(1.6, 2.6, 3.8, 4.5), Int4(), FloatDense()]),
        new("mobilenet025", "MobileNet V1 at a quarter of the width, 96x96", [.. Int8(2.8, 3.8, 4.5, 5), FloatDense()]),
        new("vgglike", "3x3 64-64 at 56x56 twice, 1x1 64-256, mean", [.. Int8(0.6, 1.2, 2, 2.9), Int4(), FloatDense(), FloatDense().Inexact()]),
        new(
            "fc4096",
            "one layer 4096-1024",
            [
                .. Int8(1.2, 3.1, 6.9, 13),
                Variant.Int8("codebook16", new WeightForm(1, Codebook: true), 2),
                FloatDense(),
                Variant.Float("90", new WeightForm(0.1)),
                Variant.Float("codebook16", new WeightForm(1, Codebook: true), 4.5),
            ]),
        new("autoencoder", "anomaly detection, 640-128-128-128-128-8 and back", [.. Int8(null, null, null, null), FloatDense(), Variant.Float("90", new WeightForm(0.1))]),
    ];

    private static Variant[] Int8(double? dense, double? sparse80, double? sparse90, double? sparse95) =>
    [
        Variant.Int8("dense", WeightForm.Dense, dense),
        Variant.Int8("80", new WeightForm(0.2), sparse80),
        Variant.Int8("90", new WeightForm(0.1), sparse90),
        Variant.Int8("95", new WeightForm(0.05), sparse95),
    ];

    private static Variant Int4() => Variant.Int8("4bit", WeightForm.Int4);

    private static Variant FloatDense() => Variant.Float("dense", WeightForm.Dense);
}
