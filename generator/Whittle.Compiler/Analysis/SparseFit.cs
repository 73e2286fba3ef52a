using Whittle.Compiler.Ir;
using Whittle.Compiler.Selection;
using Whittle.Plan;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Analysis;

/// <summary>How well int8 weights fit the steps of the sparse kernels, found by the packer that the runtime uses.</summary>
/// <param name="Form">What a step is, for the reason.</param>
/// <param name="Fill">Part of the steps' slots that hold a weight.</param>
/// <param name="Gain">Estimated speed relative to the dense kernel.</param>
/// <param name="Pays">Whether the gain is worth it.</param>
public sealed record SparseFit(string Form, double Fill, double Gain, bool Pays)
{
    /// <summary>Packs the weights [outputs, …], unless they are of another type or so dense that packing them were a waste of time.</summary>
    internal static SparseFit? Of(Tensor weights, WeightStatistics statistics, GatherGeometry? geometry)
    {
        if (geometry is null || weights.Element != ElementType.Int8 || statistics.Density > CostTable.SparseInt8TriedBelow || weights.Length == 0)
        {
            return null;
        }

        var rows = new SparseRows(weights.As<sbyte>(), weights.Shape[0], geometry.Places);
        var choice = SparseChoice.Of(rows, geometry.Places.Length, geometry.RowLength, geometry.PositionStride, CostTable.SparseInt8);
        var form = choice.Blocks is null
            ? FormattableString.Invariant($"gather steps of {(choice.Steps.Format.Windows > 1 ? "twice " : "")}{choice.Steps.Format.Window} bytes")
            : FormattableString.Invariant($"blocks of {choice.Blocks.Panel} outputs by {BlockSteps.Width} inputs");
        return new SparseFit(form, choice.Fill, choice.Gain, choice.Pays);
    }
}
