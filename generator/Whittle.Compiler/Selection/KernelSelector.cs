using System.Globalization;
using Whittle.Plan;

namespace Whittle.Compiler.Selection;

/// <summary>Chooses the kernel of a layer from its facts: a pure function, so the same model always gets the same plan.</summary>
/// <remarks>The break-even points are the measured ones of <see cref="CostTable"/>.</remarks>
public static class KernelSelector
{
    public static KernelChoice Choose(KernelQuery query)
    {
        var integer = !query.Weights.Type.IsFloat();
        return query.Operator == "Conv" ? Convolution(query, integer) : integer ? IntegerFullyConnected(query) : FloatFullyConnected(query);
    }

    private static KernelChoice Convolution(KernelQuery query, bool integer)
    {
        var type = integer ? "Int8" + query.Epilogue : "Float";
        if (query.Depthwise)
        {
            return new KernelChoice("DepthwiseConvolution" + type, $"depthwise: {Text(query.Groups)} channels, one filter each");
        }

        return Sparse(query, "SparseConvolution" + type)
            ?? new KernelChoice("Convolution" + type, $"direct: {Percent(query.Weights.Density)} of the weights are not zero{Declined(query)}");
    }

    private static KernelChoice IntegerFullyConnected(KernelQuery query) =>
        Sparse(query, "SparseFullyConnectedInt8" + query.Epilogue)
            ?? new KernelChoice("FullyConnectedInt8" + query.Epilogue, $"dense: {Percent(query.Weights.Density)} of the weights are not zero{Declined(query)}");

    /// <summary>The sparse int8 kernel if it pays.</summary>
    private static KernelChoice? Sparse(KernelQuery query, string kernel) =>
        query.Sparse is { Pays: true } sparse && query.Inputs >= CostTable.SparseMinimumInputs
            ? new KernelChoice(
                kernel,
                $"sparse: {Percent(query.Weights.Density)} of the weights are not zero and fill {Percent(sparse.Fill)} of steps of {Text(sparse.Window)} bytes, "
                + $"about {Factor(sparse.Gain)} times as fast as dense")
            : null;

    private static string Declined(KernelQuery query) =>
        query.Sparse is { } sparse ? $", sparse steps would be {Factor(sparse.Gain)} times as fast" : "";

    private static KernelChoice FloatFullyConnected(KernelQuery query)
    {
        if (Unrolled(query) is { } unrolled)
        {
            return unrolled;
        }

        var density = query.Weights.Density;
        if (density < CostTable.SparseFloatBelow && query.Inputs >= CostTable.SparseMinimumInputs)
        {
            return new KernelChoice("SparseFullyConnectedFloat", $"sparse: {Percent(density)} of the weights are not zero, windows pay below {Percent(CostTable.SparseFloatBelow)}");
        }

        var bytes = query.Weights.Count * sizeof(float);
        if (query.Weights.Distinct <= CostTable.CodebookEntries && bytes > CostTable.CodebookAboveBytes)
        {
            return new KernelChoice(
                "CodebookFullyConnectedFloat",
                $"shared weights: {Text(query.Weights.Distinct)} distinct values, and {Text(bytes)} bytes of floats would leave the first-level cache");
        }

        return new KernelChoice("FullyConnectedFloat", $"dense: {Percent(density)} of the weights are not zero");
    }

    private static string Factor(double ratio) => ratio.ToString("0.0#", CultureInfo.InvariantCulture);

    /// <summary>Straight-line code costs one broadcast for every input and one multiplication for every input and vector of outputs.</summary>
    private static KernelChoice? Unrolled(KernelQuery query)
    {
        var operations = (long)query.Inputs * (1 + ((query.Outputs + CostTable.UnrolledLanes - 1) / CostTable.UnrolledLanes));
        return query.Rows == 1 && query.Weights.Count > 0 && operations <= CostTable.UnrolledUpToOperations
            ? new KernelChoice("UnrolledFullyConnectedFloat", $"tiny: {Text(operations)} vector operations in line, which pay up to {Text(CostTable.UnrolledUpToOperations)}")
            : null;
    }

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
