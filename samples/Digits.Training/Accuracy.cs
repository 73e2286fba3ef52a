using DigitDrawing;
using DigitTraining.Quantization;

namespace DigitTraining;

/// <summary>Tells the digit that an image shows.</summary>
internal delegate int Classifier(ReadOnlySpan<float> image);

/// <summary>How often a network is right.</summary>
internal static class Accuracy
{
    /// <summary>The share of images that are classified as labelled, from 0 to 1. Every worker creates a classifier with memory of its own.</summary>
    public static double Measure(DigitSet set, Func<Classifier> create)
    {
        var right = 0;
        Parallel.For(
            0,
            set.Count,
            () => (Classifier: create(), Right: 0),
            (index, _, worker) => (worker.Classifier, worker.Right + (worker.Classifier(set.Image(index)) == set.Labels[index] ? 1 : 0)),
            worker => Interlocked.Add(ref right, worker.Right));
        return (double)right / set.Count;
    }

    public static double Measure(DigitSet set, Network network) =>
        Measure(set, () =>
        {
            var workspace = new Workspace(network);
            return image => IndexOfMax(network.Forward(image, workspace));
        });

    public static double Measure(DigitSet set, QuantizedNetwork network) =>
        Measure(set, () =>
        {
            var run = network.CreateRunner();
            return image => IndexOfMax<float>(run(image));
        });

    /// <summary>The position of the greatest value, the first among equals.</summary>
    public static int IndexOfMax<T>(ReadOnlySpan<T> values)
        where T : IComparable<T>
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i].CompareTo(values[best]) > 0)
            {
                best = i;
            }
        }

        return best;
    }
}
