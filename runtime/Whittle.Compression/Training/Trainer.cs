using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Training;

/// <summary>Trains a network under constraints.</summary>
public sealed class Trainer(nn.Module<Tensor, Tensor> network, TrainingOptions options)
{
    private readonly TrainingOptions _options = options.Checked();

    /// <summary>Told after every step.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Steps that <see cref="Run"/> will take.</summary>
    public int StepsFor(TrainingSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return (int)(Math.Max(1, data.Count / _options.Batch) * _options.Epochs);
    }

    /// <summary>Trains. Afterwards the network's weights have the form of every constraint.</summary>
    /// <param name="data">The data.</param>
    /// <param name="constraints">Forms that the weights keep, in the order of their application.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="CompressionException">The loss is not a number; the weights are as they were at the end of the last epoch before it.</exception>
    public void Run(TrainingSet data, IReadOnlyList<WeightConstraint>? constraints = null, CancellationToken cancellation = default) =>
        Continue(data, constraints ?? [], null, null, cancellation);

    /// <summary>Trains from the end of an earlier epoch on, with the bits that training without a break would have given.</summary>
    /// <param name="data">The data.</param>
    /// <param name="constraints">Forms that the weights keep.</param>
    /// <param name="from">Where to continue; the network and the constraints are as they were then. Null begins.</param>
    /// <param name="epochDone">Told after every epoch.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    internal void Continue(
        TrainingSet data, IReadOnlyList<WeightConstraint> constraints, EpochState? from, Action<EpochState>? epochDone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.Checked();
        var parameters = WeightConstraint.TrainableOf(network, constraints);
        using var optimizer = new AdamOptimizer(parameters, _options.WeightDecay);
        var session = new Session(data, constraints, optimizer, Copy(parameters), StepsFor(data));
        if (from is not null)
        {
            OptimizerTensors.Load(optimizer, from.Optimizer);
            session.Step = session.Steps / _options.Epochs * from.Epoch;
        }

        network.train();
        try
        {
            for (var epoch = from?.Epoch ?? 0; epoch < _options.Epochs; epoch++)
            {
                using var permutation = Shuffle(data.Count, epoch);
                RunEpoch(session, parameters, permutation, cancellation);
                Write(session.Good, parameters);
                epochDone?.Invoke(new EpochState(epoch + 1, OptimizerTensors.Of(optimizer)));
            }
        }
        finally
        {
            network.eval();
            session.Good.ForEach(tensor => tensor.Dispose());
        }
    }

    private void RunEpoch(Session session, IReadOnlyList<Parameter> parameters, Tensor permutation, CancellationToken cancellation)
    {
        var batch = Math.Min(_options.Batch, session.Data.Count);
        for (var start = 0L; start + batch <= session.Data.Count; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var loss = Step(session, permutation.narrow(0, start, batch));
            if (!double.IsFinite(loss))
            {
                Restore(session, parameters);
                throw new CompressionException(
                    $"The loss became {loss} in step {session.Step + 1}; the weights are those of the last whole epoch. Lower the learning rate.");
            }

            Progress?.Report(new TrainingProgress(++session.Step, session.Steps, loss));
        }
    }

    private double Step(Session session, Tensor samples)
    {
        var inputs = session.Data.Inputs.index_select(0, samples);
        var labels = session.Data.Labels.index_select(0, samples);
        network.zero_grad();
        var output = network.call(_options.Augment?.Invoke(inputs) ?? inputs);
        var loss = _options.Teacher is { } teacher && session.Data.TeacherLogits is { } logits
            ? teacher.Loss(output, labels, logits.index_select(0, samples))
            : nn.functional.cross_entropy(output, labels);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
        {
            return value;
        }

        loss.backward();
        foreach (var constraint in session.Constraints)
        {
            constraint.BeforeStep();
        }

        session.Optimizer.Step(LearningRate((double)session.Step / session.Steps));
        foreach (var constraint in session.Constraints)
        {
            constraint.AfterStep();
        }

        return value;
    }

    // Every epoch has a seed of its own, so one can be repeated without those before it. Dropout and augmentation draw from torch's own generator.
    private Tensor Shuffle(long count, int epoch)
    {
        random.manual_seed((_options.Seed * 1_000_003L) + epoch);
        return randperm(count);
    }

    private double LearningRate(double progress) =>
        _options.FinalLearningRate + ((_options.LearningRate - _options.FinalLearningRate) * 0.5 * (1 + Math.Cos(Math.PI * progress)));

    private static List<Tensor> Copy(IEnumerable<Parameter> parameters) =>
        [.. parameters.Select(parameter => parameter.detach().clone().DetachFromDisposeScope())];

    private static void Write(List<Tensor> target, IEnumerable<Parameter> source)
    {
        using var none = no_grad();
        foreach (var (copy, parameter) in target.Zip(source))
        {
            copy.copy_(parameter);
        }
    }

    private static void Restore(Session session, IReadOnlyList<Parameter> parameters)
    {
        using var none = no_grad();
        foreach (var (copy, parameter) in session.Good.Zip(parameters))
        {
            parameter.copy_(copy);
        }

        foreach (var constraint in session.Constraints)
        {
            constraint.AfterStep();
        }
    }

    private sealed class Session(TrainingSet data, IReadOnlyList<WeightConstraint> constraints, AdamOptimizer optimizer, List<Tensor> good, int steps)
    {
        public TrainingSet Data => data;

        public IReadOnlyList<WeightConstraint> Constraints => constraints;

        public AdamOptimizer Optimizer => optimizer;

        public List<Tensor> Good => good;

        public int Steps => steps;

        public int Step { get; set; }
    }
}
