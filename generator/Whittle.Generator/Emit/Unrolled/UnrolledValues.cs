using Whittle.Plan.Text;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>What a link made, in registers of generated code; or, at a chain's beginning, its input in memory.</summary>
/// <param name="Items">Registers and the elements they hold; empty for the input itself.</param>
/// <param name="Bytes">How the input's bytes are to be taken; null if it is of floats.</param>
/// <param name="Scale">What they are multiplied by at once; null if they stay whole numbers.</param>
internal sealed record UnrolledValues((string Name, UnrolledPiece Piece)[] Items, UnrolledBytes? Bytes = null, float? Scale = null)
{
    public static string Vector(int width) => $"{RuntimeNames.Intrinsics}Vector{PlanNumbers.Write(width * 32)}";

    /// <summary>One element in every lane: from memory, or from a lane of a register.</summary>
    public string Broadcast(int element, int width)
    {
        if (Items.Length == 0)
        {
            return $"{Vector(width)}.Create({Element(element)})";
        }

        var (name, piece) = Items.First(item => element >= item.Piece.First && element < item.Piece.First + item.Piece.Width);
        var lane = element - piece.First;
        if (piece.Width == width)
        {
            return $"{Vector(width)}.Shuffle({name}, {Vector(width)}.Create({PlanNumbers.Write(lane)}))";
        }

        return width == 8
            ? $"{Vector(8)}.Create({Vector(4)}.GetElement({name}, {PlanNumbers.Write(lane)}))"
            : $"{Vector(4)}.Shuffle({Vector(8)}.{(lane < 4 ? "GetLower" : "GetUpper")}({name}), {Vector(4)}.Create({PlanNumbers.Write(lane % 4)}))";
    }

    /// <summary>Halves of the wide values, once, for a layer that needs only four lanes.</summary>
    public UnrolledValues Halved(CodeWriter code)
    {
        var halves = new List<(string, UnrolledPiece)>();
        foreach (var (name, piece) in Items)
        {
            if (piece.Width == 4)
            {
                halves.Add((name, piece));
                continue;
            }

            code.Lines($"""
                var {name}_lower = {Vector(8)}.GetLower({name});
                var {name}_upper = {Vector(8)}.GetUpper({name});
                """);
            halves.Add(($"{name}_lower", new UnrolledPiece(piece.First, 4)));
            halves.Add(($"{name}_upper", new UnrolledPiece(piece.First + 4, 4)));
        }

        return this with { Items = [.. halves] };
    }

    /// <summary>An element of the input, as a float.</summary>
    public string Element(int element)
    {
        var text = $"input[{PlanNumbers.Write(element)}]";
        var whole = Bytes switch
        {
            null => text,
            { ZeroPoint: 0 } => $"(float){text}",
            { ZeroPoint: > 0 and var zeroPoint } => $"(float)({text} - {PlanNumbers.Write(zeroPoint)})",
            { ZeroPoint: var zeroPoint } => $"(float)({text} + {PlanNumbers.Write(-zeroPoint)})",
        };
        return Scale is { } scale ? $"{whole} * {Literals.Float(scale)}" : whole;
    }
}
