using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression;

/// <summary>A form that weights keep while they are trained: a mask, a codebook, a number of bits. Works with any optimizer and any module.</summary>
/// <remarks>
/// One training step is: forward and backward as always; <see cref="BeforeStep"/>; the optimizer over <see cref="Trainable"/> and everything else but
/// <see cref="Owned"/>;
/// <see cref="AfterStep"/>. The network's own weights always have the compressed form, so it can be evaluated at any time.
/// </remarks>
public abstract class WeightConstraint
{
    /// <summary>Weights of the network that the optimizer must not get, because <see cref="Trainable"/> stands for them.</summary>
    public virtual IReadOnlyList<Parameter> Owned => [];

    /// <summary>What the optimizer gets instead.</summary>
    public virtual IReadOnlyList<Parameter> Trainable => [];

    /// <summary>Carries gradients from the weights to what is trained.</summary>
    public virtual void BeforeStep()
    {
    }

    /// <summary>Gives the weights their form again.</summary>
    public abstract void AfterStep();

    /// <summary>What a checkpoint keeps of the form beside the network's own tensors; empty where those say everything.</summary>
    public virtual IReadOnlyDictionary<string, Tensor> State => new Dictionary<string, Tensor>();

    /// <summary>Takes over a <see cref="State"/> of the same kind of form on the same architecture. The network's weights are loaded apart from it.</summary>
    public virtual void Load(IReadOnlyDictionary<string, Tensor> state)
    {
    }

    /// <summary>The parameters that an optimizer trains under some constraints: the network's, with those owned replaced.</summary>
    public static IReadOnlyList<Parameter> TrainableOf(nn.Module network, params IReadOnlyList<WeightConstraint> constraints)
    {
        ArgumentNullException.ThrowIfNull(network);
        var owned = constraints.SelectMany(constraint => constraint.Owned).Select(parameter => parameter.Handle).ToHashSet();
        return [.. network.parameters().Where(parameter => !owned.Contains(parameter.Handle)), .. constraints.SelectMany(constraint => constraint.Trainable)];
    }
}
