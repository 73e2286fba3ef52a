using TorchSharp.Modules;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Training;

public class AdamOptimizerTests
{
    /// <summary>Checkpoints and figures of TorchSharp's optimizer hold for this one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1e-2)]
    public void Steps_AreThoseOfTorchSharpToTheBit(double decay)
    {
        Torch.Need();
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var ours = new Parameter(randn(40));
        var theirs = new Parameter(ours.detach().clone());
        using var optimizer = new AdamOptimizer([ours, new Parameter(zeros(1))], decay);
        using var reference = optim.Adam([theirs], 0.01, weight_decay: decay);
        for (var step = 1; step <= 30; step++)
        {
            var gradient = randn(40);
            (ours.grad, theirs.grad) = (gradient.clone(), gradient);
            optimizer.Step(0.01 / step);
            foreach (var group in reference.ParamGroups)
            {
                group.LearningRate = 0.01 / step;
            }

            reference.step();
        }

        Assert.Equal(Networks.Values(theirs), Networks.Values(ours));
        Assert.Equal([30, 0], optimizer.States.Select(state => state.Steps));
    }
}
