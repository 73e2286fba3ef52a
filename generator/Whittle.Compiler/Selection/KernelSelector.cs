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
        if (query.Wanted is { } wanted && CanBe(query, wanted))
        {
            var prefix = wanted == KernelForm.Dense ? "" : wanted.ToString();
            var layer = query.Operator == "Conv" ? "Convolution" : "FullyConnected";
            return new KernelChoice(prefix + layer + (integer ? "Int8" + query.Epilogue : "Float"), "asked for");
        }

        return query.Operator == "Conv" ? Convolution(query, integer) : integer ? IntegerFullyConnected(query) : FloatFullyConnected(query);
    }

    /// <summary>Whether there is a kernel of the form for the layer, whatever its cost.</summary>
    public static bool CanBe(KernelQuery query, KernelForm form)
    {
        var convolution = query.Operator == "Conv";
        var integer = !query.Weights.Type.IsFloat();
        return !query.Depthwise && query.PlanarGain is null && form switch
        {
            KernelForm.Dense => true,
            KernelForm.Sparse => query.Inputs >= CostTable.SparseMinimumInputs && (integer ? query.Sparse is not null : !convolution),
            KernelForm.Codebook => !convolution && query.Weights.Distinct <= CostTable.CodebookEntries && (!integer || query.Rows <= CostTable.CodebookInt8Rows),
            KernelForm.Winograd => query.Winograd is not null,
            KernelForm.Unrolled => !convolution && query.Rows == 1 && query.Weights.Count is > 0 and <= CostTable.UnrolledMostWeights && (!integer || query.SumsFitFloats),
            _ => false,
        };
    }

    private static KernelChoice Convolution(KernelQuery query, bool integer)
    {
        var type = integer ? "Int8" + query.Epilogue : "Float";
        if (query.Depthwise)
        {
            return new KernelChoice("DepthwiseConvolution" + type, $"depthwise: {Text(query.Groups)} channels, one filter each");
        }

        if (query.PlanarGain is { } gain)
        {
            return new KernelChoice("PlanarConvolution" + type, $"planar: {Text(query.Inputs)} weights an output, about {Factor(gain)} times as fast as on a channels-last copy");
        }

        return Winograd(query, type)
            ?? Sparse(query, "SparseConvolution" + type)
            ?? new KernelChoice("Convolution" + type, $"direct: {Percent(query.Weights.Density)} of the weights are not zero{Declined(query)}");
    }

    /// <summary>Winograd's convolution, unless sparse weights gain more.</summary>
    private static KernelChoice? Winograd(KernelQuery query, string type) =>
        query.Winograd is { Gain: >= CostTable.WinogradFromGain } fit && fit.Gain >= (query.Sparse?.Gain ?? 0)
            ? new KernelChoice(
                "WinogradConvolution" + type,
                $"Winograd: {Text(fit.Tiles)} tiles of 4x4, a quarter of the multiplications, about {Factor(fit.Gain)} times as fast as direct"
                + (query.Weights.Type.IsFloat() ? ", and the model need not be exact" : ""))
            : null;

    private static KernelChoice IntegerFullyConnected(KernelQuery query) =>
        (query is { SumsFitFloats: true, AmongKernels: false } ? Unrolled(query, "Int8" + query.Epilogue, CostTable.UnrolledInt8UpToOperations) : null)
            ?? SharedInteger(query)
            ?? Sparse(query, "SparseFullyConnectedInt8" + query.Epilogue)
            ?? new KernelChoice("FullyConnectedInt8" + query.Epilogue, $"dense: {Percent(query.Weights.Density)} of the weights are not zero{Declined(query)}");

    /// <summary>The sparse int8 kernel if it pays.</summary>
    private static KernelChoice? Sparse(KernelQuery query, string kernel) =>
        query.Sparse is { Pays: true } sparse && query.Inputs >= CostTable.SparseMinimumInputs
            ? new KernelChoice(
                kernel,
                $"sparse: {Percent(query.Weights.Density)} of the weights are not zero and fill {Percent(sparse.Fill)} of {sparse.Form}, "
                + $"about {Factor(sparse.Gain)} times as fast as dense")
            : null;

    private static string Declined(KernelQuery query) =>
        query.Sparse is { } sparse ? $", sparse steps would be {Factor(sparse.Gain)} times as fast" : "";

    private static KernelChoice FloatFullyConnected(KernelQuery query)
    {
        if (Unrolled(query, "Float", CostTable.UnrolledUpToOperations) is { } unrolled)
        {
            return unrolled;
        }

        var density = query.Weights.Density;
        var bytes = query.Weights.Count * sizeof(float);
        var below = bytes > CostTable.FirstLevelBytes ? CostTable.SparseFloatBelow : CostTable.SmallSparseFloatBelow;
        if (density < below && query.Inputs >= CostTable.SparseMinimumInputs)
        {
            return new KernelChoice("SparseFullyConnectedFloat", $"sparse: {Percent(density)} of the weights are not zero, windows pay below {Percent(below)}");
        }

        if (query.Weights.Distinct <= CostTable.CodebookEntries && bytes > CostTable.FirstLevelBytes)
        {
            return new KernelChoice(
                "CodebookFullyConnectedFloat",
                $"shared weights: {Text(query.Weights.Distinct)} distinct values, and {Text(bytes)} bytes of floats would leave the first-level cache");
        }

        return new KernelChoice("FullyConnectedFloat", $"dense: {Percent(density)} of the weights are not zero");
    }

    private static string Factor(double ratio) => ratio.ToString("0.0#", CultureInfo.InvariantCulture);

    /// <summary>Few distinct weights, in an amount where decoding them in the kernel beats fetching them whole, if sparse steps would not gain more.
    /// int4 weights are of this kind.</summary>
    private static KernelChoice? SharedInteger(KernelQuery query)
    {
        var (count, distinct) = (query.Weights.Count, query.Weights.Distinct);
        var sparse = query.Sparse is { Pays: true } fit ? fit.Gain : 0;
        var kernel = "CodebookFullyConnectedInt8" + query.Epilogue;
        if (query.Rows > CostTable.CodebookInt8Rows)
        {
            return null;
        }

        return distinct <= CostTable.BinaryEntries && count >= CostTable.BinaryFromWeights && sparse < CostTable.BinaryGain
            ? new KernelChoice(kernel, $"binary weights: {Text(count)} bits to read")
            : distinct <= CostTable.CodebookEntries && count > CostTable.CodebookInt8AboveBytes && sparse < CostTable.CodebookInt8Gain
                ? new KernelChoice(kernel, $"shared weights: {Text(distinct)} distinct values, and {Text(count)} bytes would leave the second-level cache")
                : null;
    }

    /// <summary>Whether a fully connected layer has at most so many vector operations in line.</summary>
    public static bool IsTiny(int rows, int inputs, int outputs, long most) => rows == 1 && Operations(inputs, outputs) <= most;

    private static KernelChoice? Unrolled(KernelQuery query, string type, long most)
    {
        var operations = Operations(query.Inputs, query.Outputs);
        return query.Weights.Count > 0 && IsTiny(query.Rows, query.Inputs, query.Outputs, most)
            ? new KernelChoice("UnrolledFullyConnected" + type, $"tiny: {Text(operations)} vector operations in line, which pay up to {Text(most)}")
            : null;
    }

    /// <summary>Straight-line code costs one broadcast for every input and one multiplication for every input and vector of outputs.</summary>
    private static long Operations(int inputs, int outputs) => (long)inputs * (1 + ((outputs + CostTable.UnrolledLanes - 1) / CostTable.UnrolledLanes));

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
