using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>One chain for one vector width, statement by statement.</summary>
internal sealed class UnrolledPathEmitter
{
    public static readonly string Parameters = $"{RuntimeNames.ReadOnlySpan(ElementType.Float32)} input, {RuntimeNames.Span(ElementType.Float32)} output";

    /// <summary>Sums in flight that hide the latency of a multiplication: two a cycle for four cycles.</summary>
    private const int SumsInFlight = 8;

    /// <summary>Inputs that each of several sums should get at least, or adding the sums up costs more than it saves.</summary>
    private const int InputsPerSum = 4;

    private readonly CodeWriter _code;
    private readonly bool _wide;

    /// <summary>What the layer before made; empty before the first one.</summary>
    private (string Name, UnrolledPiece Piece)[] _values = [];

    private UnrolledPathEmitter(CodeWriter code, bool wide)
    {
        _code = code;
        _wide = wide;
    }

    public static void Emit(CodeWriter code, UnrolledChain chain, bool wide)
    {
        code.Separate();
        code.Lines($"[{RuntimeNames.MethodImpl}({RuntimeNames.MethodImplOptions}.AggressiveOptimization)]");
        using (code.Block($"private static void Run{(wide ? "256" : "128")}({Parameters})"))
        {
            var last = chain.Layers[chain.Layers.Count - 1];

            // These two checks let the JIT leave out the others.
            code.Lines($"""
                _ = input[{PlanNumbers.Write(chain.Layers[0].Inputs - 1)}];
                _ = output[{PlanNumbers.Write(last.Outputs - 1)}];
                """);
            var path = new UnrolledPathEmitter(code, wide);
            for (var i = 0; i < chain.Layers.Count; i++)
            {
                path.Layer(chain.Layers[i], i);
            }

            path.Store(last);
        }
    }

    private static string Number(int value) => PlanNumbers.Write(value);

    private static string Vector(int width) => $"{RuntimeNames.Intrinsics}Vector{Number(width * 32)}";

    private void Layer(UnrolledLayer layer, int index)
    {
        var pieces = layer.Pieces(_wide).ToArray();
        if (index > 0 && pieces.All(piece => piece.Width == 4))
        {
            Split();
        }

        var name = UnrolledClassEmitter.TableName(index);
        var suffix = Number(index + 1);
        _code.Separate();
        _code.Lines($"ref var w{suffix} = ref {RuntimeNames.MemoryMarshal}.GetReference({name});");
        var results = new List<(string, UnrolledPiece)>();
        for (var first = 0; first < pieces.Length; first += SumsInFlight)
        {
            results.AddRange(Block(layer, [.. pieces.Skip(first).Take(SumsInFlight)], suffix));
        }

        _values = [.. results];
    }

    /// <summary>Some vectors of outputs at a time: all inputs, then the sums of each vector to one, then the limits.</summary>
    private List<(string Name, UnrolledPiece Piece)> Block(UnrolledLayer layer, UnrolledPiece[] pieces, string suffix)
    {
        var sums = Math.Max(1, Math.Min(SumsInFlight / pieces.Length, layer.Inputs / InputsPerSum));
        var used = new HashSet<string>(StringComparer.Ordinal);
        string Sum(UnrolledPiece piece, int sum) => $"y{suffix}_{Number(piece.First)}{(sum == 0 ? "" : "_" + Number(sum))}";
        string Row(UnrolledPiece piece, int row) => $"{Vector(piece.Width)}.LoadUnsafe(ref w{suffix}, {Number((row * layer.Stride) + piece.First)})";

        foreach (var piece in pieces)
        {
            _code.Lines($"var {Sum(piece, 0)} = {Row(piece, 0)};");
            used.Add(Sum(piece, 0));
        }

        for (var input = 0; input < layer.Inputs; input++)
        {
            var needed = pieces.Where(piece => !layer.IsZero(input, piece)).ToArray();
            foreach (var width in needed.Select(piece => piece.Width).Distinct())
            {
                var x = $"x{suffix}_{Number(pieces[0].First)}_{Number(input)}{(width == 4 ? "" : "w")}";
                _code.Lines($"var {x} = {Broadcast(input, width)};");
                foreach (var piece in needed.Where(piece => piece.Width == width))
                {
                    var sum = Sum(piece, input % sums);
                    _code.Lines(used.Add(sum)
                        ? $"var {sum} = {x} * {Row(piece, input + 1)};"
                        : $"{sum} = {Vector(width)}.MultiplyAddEstimate({x}, {Row(piece, input + 1)}, {sum});");
                }
            }
        }

        foreach (var piece in pieces)
        {
            Finish(layer, piece.Width, [.. Enumerable.Range(0, sums).Select(sum => Sum(piece, sum)).Where(used.Contains)]);
        }

        return [.. pieces.Select(piece => (Sum(piece, 0), piece))];
    }

    private void Finish(UnrolledLayer layer, int width, string[] sums)
    {
        var total = sums.Length switch
        {
            1 => null,
            4 => $"({sums[0]} + {sums[1]}) + ({sums[2]} + {sums[3]})",
            _ => string.Join(" + ", sums),
        };
        if (total is not null)
        {
            _code.Lines($"{sums[0]} = {total};");
        }

        // The limit first: on x64 the second operand is the result if one is not a number.
        if (!float.IsNegativeInfinity(layer.Minimum))
        {
            _code.Lines($"{sums[0]} = {Vector(width)}.MaxNative({Vector(width)}.Create({Literals.Float(layer.Minimum)}), {sums[0]});");
        }

        if (!float.IsPositiveInfinity(layer.Maximum))
        {
            _code.Lines($"{sums[0]} = {Vector(width)}.MinNative({Vector(width)}.Create({Literals.Float(layer.Maximum)}), {sums[0]});");
        }
    }

    /// <summary>One input in every lane: from memory for the first layer, from a lane of a register for the others.</summary>
    private string Broadcast(int input, int width)
    {
        if (_values.Length == 0)
        {
            return $"{Vector(width)}.Create(input[{Number(input)}])";
        }

        var (name, piece) = _values.First(value => input >= value.Piece.First && input < value.Piece.First + value.Piece.Width);
        var lane = input - piece.First;
        if (piece.Width == width)
        {
            return $"{Vector(width)}.Shuffle({name}, {Vector(width)}.Create({Number(lane)}))";
        }

        return width == 8
            ? $"{Vector(8)}.Create({Vector(4)}.GetElement({name}, {Number(lane)}))"
            : $"{Vector(4)}.Shuffle({Vector(8)}.{(lane < 4 ? "GetLower" : "GetUpper")}({name}), {Vector(4)}.Create({Number(lane % 4)}))";
    }

    /// <summary>Halves of the wide values, once, for a layer that needs only four lanes.</summary>
    private void Split()
    {
        var halves = new List<(string, UnrolledPiece)>();
        foreach (var (name, piece) in _values)
        {
            if (piece.Width == 4)
            {
                halves.Add((name, piece));
                continue;
            }

            _code.Lines($"""
                var {name}_lower = {Vector(8)}.GetLower({name});
                var {name}_upper = {Vector(8)}.GetUpper({name});
                """);
            halves.Add(($"{name}_lower", new UnrolledPiece(piece.First, 4)));
            halves.Add(($"{name}_upper", new UnrolledPiece(piece.First + 4, 4)));
        }

        _values = [.. halves];
    }

    /// <summary>Last, so that a caller may pass one array as input and output.</summary>
    private void Store(UnrolledLayer layer)
    {
        _code.Separate();
        _code.Lines($"ref var y = ref {RuntimeNames.MemoryMarshal}.GetReference(output);");
        foreach (var (name, piece) in _values)
        {
            if (piece.First + piece.Width <= layer.Outputs)
            {
                _code.Lines($"{Vector(piece.Width)}.StoreUnsafe({name}, ref y, {Number(piece.First)});");
                continue;
            }

            for (var output = piece.First; output < layer.Outputs; output++)
            {
                _code.Lines($"output[{Number(output)}] = {Vector(piece.Width)}.GetElement({name}, {Number(output - piece.First)});");
            }
        }
    }
}
