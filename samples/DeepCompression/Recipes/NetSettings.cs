using TorchSharp.Modules;
using Whittle.Compression.Sharing;
using DeepCompression.Models;

namespace DeepCompression.Recipes;

/// <summary>A network with the numbers of its recipes. Those for MNIST were chosen by the error on the validation images.</summary>
internal sealed record NetSettings
{
    public required string Name { get; init; }

    public required Func<Sequential> Create { get; init; }

    /// <summary>Epochs of plain training.</summary>
    public required int DenseEpochs { get; init; }

    /// <summary>Epochs of the teacher, a LeNet-5 that sees augmented images.</summary>
    public required int TeacherEpochs { get; init; }

    /// <summary>Changed copies of the training images that the teacher labels beside them.</summary>
    public required int Copies { get; init; }

    /// <summary>Share of weights that the smallest recipe keeps.</summary>
    public required double Keep { get; init; }

    /// <summary>Epochs of pruning, tuning and sharing, over images and copies; shared values are not trained where their epochs are 0.</summary>
    public required (int Prune, int Tune, int Share) Epochs { get; init; }

    /// <summary>Learning rates of pruning, from and to.</summary>
    public required (double From, double To) PruneRates { get; init; }

    /// <summary>Codebooks of the smallest recipe.</summary>
    public required SharingOptions Sharing { get; init; }

    /// <summary>Share of weights that the paper keeps in each layer.</summary>
    public required IReadOnlyDictionary<string, double> PaperKeep { get; init; }

    /// <summary>Epochs of pruning, tuning and sharing in the paper's recipe.</summary>
    public required (int Prune, int Tune, int Share) PaperEpochs { get; init; }

    /// <summary>L2 penalty of pruning and tuning in the paper's recipe.</summary>
    public double PaperDecay { get; init; }

    /// <summary>Codebooks of the paper's recipe.</summary>
    public required SharingOptions PaperSharing { get; init; }

    /// <summary>Epochs of quantization-aware training.</summary>
    public required int QuantizeEpochs { get; init; }

    /// <summary>Epochs of training with weights of one or two bits.</summary>
    public required int FewBitsEpochs { get; init; }

    /// <summary>Layers between the first and the last, which alone become binary.</summary>
    public required IReadOnlyList<string> Hidden { get; init; }

    public static NetSettings LeNet300 { get; } = new()
    {
        Name = "lenet-300-100",
        Create = Networks.LeNet300,
        DenseEpochs = 15,
        TeacherEpochs = 10,
        Copies = 2,
        Keep = 0.022,
        Epochs = (20, 12, 2),
        PruneRates = (2e-3, 1e-3),
        Sharing = new SharingOptions { Size = 16, BiasSize = 16 },
        PaperKeep = new Dictionary<string, double> { ["fc1"] = 0.08, ["fc2"] = 0.09, ["fc3"] = 0.26 },
        PaperEpochs = (20, 12, 3),
        PaperDecay = 1e-4,
        PaperSharing = new SharingOptions { Size = 16 },
        QuantizeEpochs = 3,
        FewBitsEpochs = 6,
        Hidden = ["fc2"],
    };

    public static NetSettings LeNet5 { get; } = new()
    {
        Name = "lenet-5",
        Create = Networks.LeNet5,
        DenseEpochs = 8,
        TeacherEpochs = 10,
        Copies = 2,
        Keep = 0.014,
        Epochs = (3, 1, 0),
        PruneRates = (2e-3, 1e-3),
        Sharing = new SharingOptions { Size = 16, BiasSize = 16 },
        PaperKeep = new Dictionary<string, double> { ["conv1"] = 0.66, ["conv2"] = 0.12, ["fc1"] = 0.08, ["fc2"] = 0.19 },
        PaperEpochs = (5, 2, 1),
        PaperSharing = new SharingOptions { Size = 8, ByLayer = new Dictionary<string, int> { ["conv1"] = 32, ["conv2"] = 32, ["fc2"] = 16 } },
        QuantizeEpochs = 1,
        FewBitsEpochs = 3,
        Hidden = ["conv2", "fc1"],
    };

    /// <summary>For a few thousand drawn digits, which are easier.</summary>
    public NetSettings ForDrawings =>
        this with { DenseEpochs = Math.Min(DenseEpochs, 6), TeacherEpochs = 3, Copies = 1, Keep = 0.04, Epochs = (4, 2, 1), QuantizeEpochs = 1 };

    /// <summary>One epoch of everything: shows that it works, not how well.</summary>
    public NetSettings Quick => this with { DenseEpochs = 2, TeacherEpochs = 1, Copies = 1, Keep = 0.1, Epochs = (1, 1, 1), QuantizeEpochs = 1 };
}
