using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Pruning.Shapes;

/// <summary>Rectangles of outputs × inputs, 16×4 by default: what the block-sparse kernel skips as a whole (Gray et al. 2017).</summary>
/// <remarks>A block's score is the mean of its weights' scores. Blocks at the edges are smaller; inputs are counted over the flattened inputs of an
/// output.</remarks>
public sealed class Blocks : PruningShape
{
    private readonly int _outputs;
    private readonly int _inputs;

    /// <summary>Blocks of <paramref name="outputs"/> × <paramref name="inputs"/> weights, each ≥ 1.</summary>
    public Blocks(int outputs = 16, int inputs = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        (_outputs, _inputs) = (outputs, inputs);
    }

    /// <inheritdoc/>
    public override WeightGroups Group(Tensor scores, string layer)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var shape = scores.shape;
        var matrix = scores.reshape(shape[0], -1);
        var (rows, columns) = (matrix.shape[0], matrix.shape[1]);
        var sums = Sum(matrix);
        var means = sums / Sum(ones_like(matrix));
        return new WeightGroups(means.flatten(), Expand, _outputs * _inputs);

        Tensor Expand(Tensor kept) => kept.reshape(means.shape)
            .repeat_interleave(_outputs, 0).repeat_interleave(_inputs, 1).narrow(0, 0, rows).narrow(1, 0, columns).reshape(shape);
    }

    private Tensor Sum(Tensor matrix)
    {
        var (rows, columns) = (matrix.shape[0], matrix.shape[1]);
        var padded = functional.pad(
            matrix, [0, -columns % _inputs + (columns % _inputs == 0 ? 0 : _inputs), 0, -rows % _outputs + (rows % _outputs == 0 ? 0 : _outputs)]);
        return padded.reshape(padded.shape[0] / _outputs, _outputs, padded.shape[1] / _inputs, _inputs).sum([1, 3]);
    }
}
