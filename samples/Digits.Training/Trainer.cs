using DigitDrawing;
using DigitTraining.Layers;

namespace DigitTraining;

/// <summary>Mini-batch training on all cores, with the same result on any number of them.</summary>
internal sealed class Trainer
{
    // A batch is cut into this many parts whatever the cores, and the parts' gradients are added in order: float sums depend on their order.
    private const int Parts = 8;

    private readonly Network _network;
    private readonly DigitSet _set;
    private readonly TrainingSettings _settings;
    private readonly Adam _adam;
    private readonly Workspace[] _workspaces;
    private readonly float[] _losses = new float[Parts];

    public Trainer(Network network, DigitSet set, TrainingSettings settings)
    {
        _network = network;
        _set = set;
        _settings = settings;
        _adam = new Adam(network);
        _workspaces = [.. Enumerable.Range(0, Parts).Select(_ => new Workspace(network))];
    }

    /// <summary>Trains and reports each epoch's mean loss.</summary>
    public void Run(Action<int, float> report)
    {
        var random = new SplitMix((uint)_settings.Seed);
        _network.Initialize(random);
        int[] order = [.. Enumerable.Range(0, _set.Count)];
        var batches = _set.Count / _settings.BatchSize;
        for (var epoch = 0; epoch < _settings.Epochs; epoch++)
        {
            Shuffle(order, random);
            var loss = 0f;
            for (var batch = 0; batch < batches; batch++)
            {
                var progress = (float)((epoch * batches) + batch) / (_settings.Epochs * batches);
                var images = new ArraySegment<int>(order, batch * _settings.BatchSize, _settings.BatchSize);
                loss += TrainBatch(images, _settings.LearningRate * (1 - progress));
            }

            report(epoch + 1, loss / batches);
        }
    }

    private static void Shuffle(int[] order, SplitMix random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }

    private float TrainBatch(ArraySegment<int> images, float learningRate)
    {
        Parallel.For(0, Parts, part => RunPart(part, images));
        var sums = _workspaces[0].ParameterGradients;
        foreach (var workspace in _workspaces.AsSpan(1))
        {
            for (var layer = 0; layer < sums.Length; layer++)
            {
                sums[layer].Add(workspace.ParameterGradients[layer]);
            }
        }

        _adam.Step(sums, 1f / images.Count, learningRate);
        return Vectors.Sum(_losses) / images.Count;
    }

    private void RunPart(int part, ArraySegment<int> images)
    {
        var workspace = _workspaces[part];
        Array.ForEach(workspace.ParameterGradients, gradient => gradient.Clear());
        _losses[part] = 0;
        for (var i = part; i < images.Count; i += Parts)
        {
            var scores = _network.Forward(_set.Image(images[i]), workspace);
            _losses[part] += SoftmaxLoss.Evaluate(scores, _set.Labels[images[i]], workspace.Gradients[^1]);
            _network.Backward(workspace);
        }
    }
}
