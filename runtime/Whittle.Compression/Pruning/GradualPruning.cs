using static TorchSharp.torch;

namespace Whittle.Compression.Pruning;

/// <summary>A pruner with a schedule, as a constraint of training: the masks close step by step, and weights may come back until the schedule ends.</summary>
public sealed class GradualPruning : WeightConstraint
{
    private const string StepName = "/step";

    private readonly nn.Module _network;
    private readonly Pruner _pruner;
    private readonly PruningSchedule _schedule;
    private readonly int _steps;
    private readonly int _interval;
    private int _step;

    /// <summary>Prunes over a number of training steps.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pruner">Criterion, shape and amount at the end.</param>
    /// <param name="schedule">How fast.</param>
    /// <param name="steps">Optimizer steps of the training, ≥ 1.</param>
    /// <param name="interval">Steps between two masks, ≥ 1.</param>
    public GradualPruning(nn.Module network, Pruner pruner, PruningSchedule schedule, int steps, int interval = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(pruner);
        (_network, _pruner, _schedule, _steps, _interval) = (network, pruner, schedule, steps, interval);
        Masks = pruner.Prune(network, schedule.Pending(0));
    }

    /// <summary>The masks of now; those of the full amount once training is through.</summary>
    public PruningMasks Masks { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Tensor> State => new Dictionary<string, Tensor>(Masks.State) { [StepName] = tensor((long)_step) };

    /// <inheritdoc/>
    public override void Load(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Masks.Load(state);
        _step = (int)state[StepName].item<long>();
    }

    /// <inheritdoc/>
    public override void AfterStep()
    {
        _step++;
        if (_step % _interval == 0 || _step == _steps)
        {
            Masks = _pruner.Prune(_network, _step >= _steps ? 0 : _schedule.Pending((double)_step / _steps));
        }
        else
        {
            Masks.Apply();
        }
    }
}
