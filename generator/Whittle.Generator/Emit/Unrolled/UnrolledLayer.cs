using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>A fully connected layer whose weights stand in the plan: output = clamp((weights · input + bias) * multipliers + addends), and rounded if so wanted.</summary>
/// <param name="Weights">[Outputs, Inputs].</param>
/// <param name="Bias">One per output, or none.</param>
/// <param name="Multipliers">One per output, or none: of integer layers.</param>
/// <param name="Addends">One per output, or none.</param>
/// <param name="Rounded">Whether outputs are rounded, half to even.</param>
internal sealed record UnrolledLayer(
    int Inputs,
    int Outputs,
    EquatableArray<float> Weights,
    EquatableArray<float> Bias,
    EquatableArray<float> Multipliers,
    EquatableArray<float> Addends,
    float Minimum,
    float Maximum,
    bool Rounded) : UnrolledLink(Inputs, Outputs)
{
    /// <summary>Floats of one row of the layer's table.</summary>
    public int Stride => Pieces(wide: true).Sum(piece => piece.Width);

    public bool HasMultipliers => Multipliers.Count > 0;

    public bool HasAddends => Addends.Count > 0;

    /// <summary>The row of the table that holds the multipliers.</summary>
    public int MultiplierRow => Inputs + 1;

    /// <summary>The row that holds the addends.</summary>
    public int AddendRow => MultiplierRow + (HasMultipliers ? 1 : 0);

    /// <summary>Rows of the table.</summary>
    public int Rows => AddendRow + (HasAddends ? 1 : 0);

    public static UnrolledLayer? Of(PlanCall call)
    {
        var arguments = new UnrolledArguments(call);
        return arguments.Count("inputs") is { } inputs
            && arguments.Count("outputs") is { } outputs
            && arguments.Find<PlanValue.Floats>("weights") is { Values: var weights }
            && arguments.Floats("bias", outputs) is { } bias
            && arguments.Number("minimum") is { } minimum
            && arguments.Number("maximum") is { } maximum
            && weights.Count == (long)inputs * outputs
            ? new UnrolledLayer(
                inputs,
                outputs,
                weights,
                bias,
                arguments.Floats("multipliers", outputs) ?? default,
                arguments.Floats("addends", outputs) ?? default,
                minimum,
                maximum,
                arguments.Flag("rounded") ?? false)
            : null;
    }

    /// <summary>Vectors that hold the outputs: eight lanes each and a last one of four if that is enough; or four lanes each.</summary>
    public IEnumerable<UnrolledPiece> Pieces(bool wide)
    {
        for (var first = 0; first < Outputs;)
        {
            var width = wide && Outputs - first > 4 ? 8 : 4;
            yield return new UnrolledPiece(first, width);
            first += width;
        }
    }

    /// <summary>An element of the layer's table: row 0 is the bias, row k + 1 the weights of input k, then multipliers and addends if there are any; filled up with zeros.</summary>
    public float Cell(int row, int output) =>
        output >= Outputs ? 0
        : row == 0 ? (Bias.Count == 0 ? 0 : Bias[output])
        : row <= Inputs ? Weights[(output * Inputs) + row - 1]
        : row == MultiplierRow && HasMultipliers ? Multipliers[output] : Addends[output];

    /// <summary>Whether input k plays no part in the outputs of a piece.</summary>
    public bool IsZero(int input, UnrolledPiece piece) => Enumerable.Range(piece.First, piece.Width).All(output => Cell(input + 1, output) == 0);
}

/// <summary>Outputs that share a vector.</summary>
/// <param name="First">The output in lane 0.</param>
/// <param name="Width">Lanes: 4 or 8.</param>
internal readonly record struct UnrolledPiece(int First, int Width);
