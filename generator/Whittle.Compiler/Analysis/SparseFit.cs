using Whittle.Compiler.Ir;
using Whittle.Compiler.Selection;
using Whittle.Plan;
using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Analysis;

/// <summary>How well int8 weights fit the gather steps of the sparse kernels, found by the packer that the runtime uses.</summary>
/// <param name="Window">Bytes that a step reaches.</param>
/// <param name="Fill">Part of the steps' slots that hold a weight.</param>
/// <param name="Gain">Estimated speed relative to the dense kernel.</param>
/// <param name="Pays">Whether the gain is worth it.</param>
public sealed record SparseFit(int Window, double Fill, double Gain, bool Pays)
{
    /// <summary>Packs the weights [outputs, …], unless they are of another type or so dense that packing them were a waste of time.</summary>
    internal static SparseFit? Of(Tensor weights, WeightStatistics statistics, GatherGeometry? geometry)
    {
        if (geometry is null || weights.Element != ElementType.Int8 || statistics.Density > CostTable.SparseInt8TriedBelow || weights.Length == 0)
        {
            return null;
        }

        var rows = new SparseRows(weights.As<sbyte>(), weights.Shape[0], geometry.Places);
        var choice = GatherChoice.Of(rows, geometry.Places.Length, geometry.RowLength, geometry.PositionStride, CostTable.SparseInt8);
        return new SparseFit(choice.Steps.Format.Window, choice.Steps.Fill, choice.Gain, choice.Pays);
    }
}
