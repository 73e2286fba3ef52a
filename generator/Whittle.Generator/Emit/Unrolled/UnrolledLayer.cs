using Whittle.Plan;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>A fully connected layer whose weights stand in the plan: output = clamp(weights · input + bias).</summary>
/// <param name="Weights">[Outputs, Inputs].</param>
/// <param name="Bias">One per output, or none.</param>
internal sealed record UnrolledLayer(int Inputs, int Outputs, EquatableArray<float> Weights, EquatableArray<float> Bias, float Minimum, float Maximum)
{
    /// <summary>Floats of one row of the layer's table.</summary>
    public int Stride => Pieces(wide: true).Sum(piece => piece.Width);

    /// <summary>The layer that a value of the plan describes; null when it does not make sense.</summary>
    public static UnrolledLayer? Of(PlanValue value)
    {
        if (value is not PlanValue.Construct { Call: { Target: "FullyConnected", Arguments: var arguments } })
        {
            return null;
        }

        T? Find<T>(string name)
            where T : PlanValue => arguments.FirstOrDefault(argument => argument.Name == name)?.Value as T;

        if (Find<PlanValue.Integer>("inputs") is not { Value: > 0 and < int.MaxValue } inputs
            || Find<PlanValue.Integer>("outputs") is not { Value: > 0 and < int.MaxValue } outputs
            || Find<PlanValue.Floats>("weights") is not { Values: var weights }
            || Find<PlanValue.Floats>("bias") is not { Values: var bias }
            || Find<PlanValue.Float>("minimum") is not { } minimum
            || Find<PlanValue.Float>("maximum") is not { } maximum
            || weights.Count != inputs.Value * outputs.Value
            || (bias.Count != 0 && bias.Count != outputs.Value))
        {
            return null;
        }

        return new UnrolledLayer((int)inputs.Value, (int)outputs.Value, weights, bias, minimum.Value, maximum.Value);
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

    /// <summary>An element of the layer's table: row 0 is the bias, row k + 1 the weights of input k, filled up with zeros.</summary>
    public float Cell(int row, int output) =>
        output >= Outputs ? 0
        : row > 0 ? Weights[(output * Inputs) + row - 1]
        : Bias.Count == 0 ? 0 : Bias[output];

    /// <summary>Whether input k plays no part in the outputs of a piece.</summary>
    public bool IsZero(int input, UnrolledPiece piece) => Enumerable.Range(piece.First, piece.Width).All(output => Cell(input + 1, output) == 0);
}

/// <summary>Outputs that share a vector.</summary>
/// <param name="First">The output in lane 0.</param>
/// <param name="Width">Lanes: 4 or 8.</param>
internal readonly record struct UnrolledPiece(int First, int Width);
