using Whittle.Plan.Text;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>A layer of a chain for one vector width: lanes are outputs.</summary>
/// <param name="code">Where it is written.</param>
/// <param name="layer">The layer.</param>
/// <param name="index">Its number, from 0.</param>
/// <param name="wide">Whether vectors have eight lanes.</param>
/// <param name="values">What comes in.</param>
internal sealed class UnrolledLayerEmitter(CodeWriter code, UnrolledLayer layer, int index, bool wide, UnrolledValues values)
{
    /// <summary>Sums in flight that hide the latency of a multiplication: two a cycle for four cycles.</summary>
    private const int SumsInFlight = 8;

    /// <summary>Inputs that each of several sums should get at least, or adding the sums up costs more than it saves.</summary>
    private const int InputsPerSum = 4;

    private readonly string _suffix = PlanNumbers.Write(index + 1);

    /// <summary>Writes the layer and says where its outputs are.</summary>
    public UnrolledValues Emit()
    {
        var pieces = layer.Pieces(wide).ToArray();
        if (values.Items.Length > 0 && pieces.All(piece => piece.Width == 4))
        {
            values = values.Halved(code);
        }

        code.Separate();
        code.Lines($"ref var w{_suffix} = ref {RuntimeNames.MemoryMarshal}.GetReference({UnrolledClassEmitter.TableName(index)});");
        var results = new List<(string, UnrolledPiece)>();
        for (var first = 0; first < pieces.Length; first += SumsInFlight)
        {
            results.AddRange(Block([.. pieces.Skip(first).Take(SumsInFlight)]));
        }

        return new UnrolledValues([.. results]);
    }

    private static string Number(int value) => PlanNumbers.Write(value);

    private static string Vector(int width) => UnrolledValues.Vector(width);

    private string Row(UnrolledPiece piece, int row) => $"{Vector(piece.Width)}.LoadUnsafe(ref w{_suffix}, {Number((row * layer.Stride) + piece.First)})";

    private string Sum(UnrolledPiece piece, int sum) => $"y{_suffix}_{Number(piece.First)}{(sum == 0 ? "" : "_" + Number(sum))}";

    /// <summary>Some vectors of outputs at a time: all inputs, then the sums of each vector to one, then its end.</summary>
    private IEnumerable<(string Name, UnrolledPiece Piece)> Block(UnrolledPiece[] pieces)
    {
        var sums = Math.Max(1, Math.Min(SumsInFlight / pieces.Length, layer.Inputs / InputsPerSum));
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var piece in pieces)
        {
            code.Lines($"var {Sum(piece, 0)} = {Row(piece, 0)};");
            used.Add(Sum(piece, 0));
        }

        var widths = pieces.GroupBy(piece => piece.Width).Select(group => (Width: group.Key, Pieces: group.ToArray())).ToArray();
        var shared = widths.ToDictionary(item => item.Width, item => UnrolledColumns.Of(layer, item.Pieces));
        for (var input = 0; input < layer.Inputs; input++)
        {
            foreach (var (width, all) in widths)
            {
                var needed = all.Where(piece => !layer.IsZero(input, piece)).ToArray();
                if (needed.Length == 0 || shared[width].Of(input) is not { } column)
                {
                    continue;
                }

                var x = $"x{_suffix}_{Number(pieces[0].First)}_{Number(input)}{(width == 4 ? "" : "w")}";
                code.Lines($"var {x} = {string.Concat(column.Select((item, i) => (i == 0 ? "" : item.Negated ? " - " : " + ") + values.Broadcast(item.Input, width)))};");
                foreach (var piece in needed)
                {
                    var sum = Sum(piece, input % sums);
                    code.Lines(used.Add(sum)
                        ? $"var {sum} = {x} * {Row(piece, input + 1)};"
                        : $"{sum} = {Vector(width)}.MultiplyAddEstimate({x}, {Row(piece, input + 1)}, {sum});");
                }
            }
        }

        foreach (var piece in pieces)
        {
            Finish(piece, [.. Enumerable.Range(0, sums).Select(sum => Sum(piece, sum)).Where(used.Contains)]);
        }

        return pieces.Select(piece => (Sum(piece, 0), piece));
    }

    private void Finish(UnrolledPiece piece, string[] sums)
    {
        var sum = sums[0];
        var total = sums.Length switch
        {
            1 => null,
            4 => $"({sums[0]} + {sums[1]}) + ({sums[2]} + {sums[3]})",
            _ => string.Join(" + ", sums),
        };
        if (total is not null)
        {
            code.Lines($"{sum} = {total};");
        }

        if (layer.HasMultipliers)
        {
            code.Lines($"{sum} *= {Row(piece, layer.MultiplierRow)};");
        }

        if (layer.HasAddends)
        {
            code.Lines($"{sum} += {Row(piece, layer.AddendRow)};");
        }

        Limit("Max", layer.Minimum, piece.Width, sum);
        Limit("Min", layer.Maximum, piece.Width, sum);
        if (layer.Rounded)
        {
            code.Lines($"{sum} = {Vector(piece.Width)}.Round({sum});");
        }
    }

    /// <summary>On x64 the second operand is the result if one is not a number, or if both are zeros: float layers keep the sum then, as the operators do;
    /// integer layers take the limit, as their kernels do.</summary>
    private void Limit(string operation, float limit, int width, string sum)
    {
        if (!float.IsInfinity(limit))
        {
            var bound = $"{Vector(width)}.Create({Literals.Float(limit)})";
            code.Lines($"{sum} = {Vector(width)}.{operation}Native({(layer.HasMultipliers ? $"{sum}, {bound}" : $"{bound}, {sum}")});");
        }
    }
}
