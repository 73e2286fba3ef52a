using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Training;

/// <summary>Adam (Kingma and Ba 2015): the operations of TorchSharp's optimizer in their order, so that both give the same bits.</summary>
/// <remarks>
/// TorchSharp turns every number that an operation takes into a <see cref="Scalar"/> with memory of its own, which nothing keeps while the operation runs: a
/// collection of garbage that another thread causes at that moment frees it. In 0.107 this ends a training of a few hundred thousand steps about once, with a
/// number of another type or, worse, another number. Here each lives until its operation has returned.
/// </remarks>
internal sealed class AdamOptimizer : IDisposable
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private const double LeastDivisor = 1e-8;

    private readonly Scalar _meanDecay = MeanDecay;
    private readonly Scalar _meanPart = 1 - MeanDecay;
    private readonly Scalar _squareDecay = SquareDecay;
    private readonly Scalar _squarePart = 1 - SquareDecay;
    private readonly Scalar _leastDivisor = LeastDivisor;
    private readonly Scalar _weightDecay;
    private readonly bool _decays;

    /// <param name="parameters">What is trained.</param>
    /// <param name="weightDecay">L2 penalty, added to the gradients.</param>
    public AdamOptimizer(IEnumerable<Parameter> parameters, double weightDecay)
    {
        using var none = no_grad();
        (_weightDecay, _decays) = (weightDecay, weightDecay != 0);
        States = [.. parameters.Select(parameter => new State(
            parameter, zeros_like(parameter).DetachFromDisposeScope(), zeros_like(parameter).DetachFromDisposeScope()))];
    }

    /// <summary>One for each parameter, in their order.</summary>
    public IReadOnlyList<State> States { get; }

    /// <summary>Takes a step along the gradients; parameters without one stay.</summary>
    public void Step(double learningRate)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        foreach (var state in States)
        {
            if (state.Parameter.grad is { } gradient)
            {
                Step(state, gradient, learningRate);
            }
        }
    }

    public void Dispose()
    {
        foreach (var scalar in new[] { _meanDecay, _meanPart, _squareDecay, _squarePart, _leastDivisor, _weightDecay })
        {
            scalar.Dispose();
        }

        foreach (var state in States)
        {
            state.Mean.Dispose();
            state.Square.Dispose();
        }
    }

    private void Step(State state, Tensor gradient, double learningRate)
    {
        state.Steps++;
        using Scalar root = Math.Sqrt(1 - Math.Pow(SquareDecay, state.Steps));
        using Scalar length = -(learningRate / (1 - Math.Pow(MeanDecay, state.Steps)));
        if (_decays)
        {
            gradient = gradient.add(state.Parameter, _weightDecay);
        }

        state.Mean.mul_(_meanDecay).add_(gradient, _meanPart);
        state.Square.mul_(_squareDecay).addcmul_(gradient, gradient, _squarePart);
        var divisor = (state.Square.sqrt() / root).add_(_leastDivisor);
        state.Parameter.addcdiv_(state.Mean, divisor, length);
    }

    /// <summary>A parameter with the running averages of its gradients and of their squares.</summary>
    internal sealed class State(Parameter parameter, Tensor mean, Tensor square)
    {
        public Parameter Parameter => parameter;

        public Tensor Mean => mean;

        public Tensor Square => square;

        public long Steps { get; set; }
    }
}
