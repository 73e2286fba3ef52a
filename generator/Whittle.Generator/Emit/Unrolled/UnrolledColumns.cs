namespace Whittle.Generator.Emit.Unrolled;

/// <summary>Inputs of a layer that share their weights: where several vectors of outputs have the same weights for two inputs, or the same but for the sign, the inputs
/// are added up before they are multiplied.</summary>
/// <remarks>Summing by value within single outputs would not pay: a lane is an output, so weights that are equal in one lane must be so in all. With one vector of
/// outputs an addition replaces a multiplication, and nothing is gained.</remarks>
internal sealed class UnrolledColumns
{
    private const int LeastPieces = 2;
    private readonly Dictionary<int, List<(int Input, bool Negated)>> _columns = [];

    /// <summary>The inputs that are multiplied together with this one, itself first; null if an earlier one's column has it.</summary>
    public IReadOnlyList<(int Input, bool Negated)>? Of(int input) => _columns.TryGetValue(input, out var column) ? column : null;

    /// <param name="layer">The layer.</param>
    /// <param name="pieces">Vectors of outputs that use the same broadcast of an input.</param>
    public static UnrolledColumns Of(UnrolledLayer layer, UnrolledPiece[] pieces)
    {
        var columns = new UnrolledColumns();
        var leaders = new Dictionary<Weights, (int Input, bool Negated)>();
        for (var input = 0; input < layer.Inputs; input++)
        {
            var weights = new Weights([.. pieces.SelectMany(piece => Enumerable.Range(piece.First, piece.Width)).Select(output => layer.Cell(input + 1, output))]);
            if (pieces.Length >= LeastPieces && leaders.TryGetValue(weights, out var leader))
            {
                columns._columns[leader.Input].Add((input, leader.Negated));
                continue;
            }

            columns._columns[input] = [(input, false)];
            leaders[weights.Negated()] = (input, true);
            leaders[weights] = (input, false);
        }

        return columns;
    }

    /// <summary>The weights of an input.</summary>
    private sealed class Weights(float[] weights) : IEquatable<Weights>
    {
        // +0 and -0 are one weight, but have two hash codes on some hosts.
        private readonly float[] _values = Array.ConvertAll(weights, weight => weight == 0 ? 0 : weight);

        public Weights Negated() => new(Array.ConvertAll(_values, value => -value));

        public bool Equals(Weights? other) => other is not null && other._values.SequenceEqual(_values);

        public override bool Equals(object? obj) => Equals(obj as Weights);

        public override int GetHashCode() => _values.Aggregate(_values.Length, (hash, value) => unchecked((hash * 31) + value.GetHashCode()));
    }
}
