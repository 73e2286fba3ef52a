using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit.Unrolled;

/// <summary>One chain for one vector width, statement by statement.</summary>
internal sealed class UnrolledPathEmitter
{
    private readonly CodeWriter _code;
    private readonly bool _wide;

    /// <summary>What the link before made.</summary>
    private UnrolledValues _values;

    private UnrolledPathEmitter(CodeWriter code, bool wide, UnrolledBytes? bytes) => (_code, _wide, _values) = (code, wide, new UnrolledValues([], bytes));

    public static string Parameters(UnrolledChain chain) => $"{RuntimeNames.ReadOnlySpan(chain.InputType)} input, {RuntimeNames.Span(chain.OutputType)} output";

    public static void Emit(CodeWriter code, UnrolledChain chain, bool wide)
    {
        code.Separate();
        code.Lines($"[{RuntimeNames.MethodImpl}({RuntimeNames.MethodImplOptions}.AggressiveOptimization)]");
        using (code.Block($"private static void Run{(wide ? "256" : "128")}({Parameters(chain)})"))
        {
            // These two checks let the JIT leave out the others.
            code.Lines($"""
                _ = input[{Number(chain.Inputs - 1)}];
                _ = output[{Number(chain.Outputs - 1)}];
                """);
            var path = new UnrolledPathEmitter(code, wide, chain.Links[0] as UnrolledBytes);
            var layers = 0;
            foreach (var link in chain.Links)
            {
                switch (link)
                {
                    case UnrolledQuantize quantize:
                        path.Quantize(quantize, layers);
                        break;
                    case UnrolledLayer layer:
                        path._values = new UnrolledLayerEmitter(code, layer, layers++, wide, path._values).Emit();
                        break;
                    case UnrolledScale scale:
                        path.Scale(scale);
                        break;
                    default:
                        break;
                }
            }

            path.Store(chain);
        }
    }

    private static string Number(int value) => PlanNumbers.Write(value);

    private static string Vector(int width) => UnrolledValues.Vector(width);

    /// <summary>Whole numbers of floats. A division, never a reciprocal, as the operator has it.</summary>
    private void Quantize(UnrolledQuantize quantize, int layers)
    {
        _code.Separate();
        _code.Lines("// Quantized: whole numbers less their zero point, so that integer layers are exact.");
        if (_values.Items.Length == 0)
        {
            Load(quantize.Length);
        }

        var results = new List<(string, UnrolledPiece)>();
        foreach (var (name, piece) in _values.Items)
        {
            var q = $"q{Number(layers)}_{Number(piece.First)}";
            var vector = Vector(piece.Width);
            var low = $"{vector}.Create({Literals.Float(quantize.Minimum)})";
            _code.Lines($"""
                var {q} = {name} / {vector}.Create({Literals.Float(quantize.Scale)});
                {q} = {vector}.ConditionalSelect({vector}.GreaterThan({q}, {low}), {q}, {low});
                {q} = {vector}.Round({vector}.MinNative({q}, {vector}.Create({Literals.Float(quantize.Maximum)})));
                """);
            results.Add((q, piece));
        }

        _values = new UnrolledValues([.. results]);
    }

    /// <summary>The input in vectors; the last one overlaps the one before it where lengths do not divide.</summary>
    private void Load(int length)
    {
        var items = new List<(string, UnrolledPiece)>();
        if (length < 4 || _values.Bytes is not null)
        {
            for (var first = 0; first < length; first += 4)
            {
                var elements = Enumerable.Range(first, 4).Select(i => i < length ? _values.Element(i) : "0f");
                _code.Lines($"var x{Number(first)} = {Vector(4)}.Create({string.Join(", ", elements)});");
                items.Add(($"x{Number(first)}", new UnrolledPiece(first, 4)));
            }

            _values = new UnrolledValues([.. items]);
            return;
        }

        _code.Lines($"ref var x = ref {RuntimeNames.MemoryMarshal}.GetReference(input);");
        for (var done = 0; done < length;)
        {
            var width = _wide && length >= 8 && length - done > 4 ? 8 : 4;
            var first = Math.Min(done, length - width);
            _code.Lines($"var x{Number(first)} = {Vector(width)}.LoadUnsafe(ref x, {Number(first)});");
            items.Add(($"x{Number(first)}", new UnrolledPiece(first, width)));
            done = first + width;
        }

        _values = new UnrolledValues([.. items]);
    }

    /// <summary>Back to floats. Adding zero makes +0 of -0, which integers do not have.</summary>
    private void Scale(UnrolledScale scale)
    {
        if (_values.Items.Length == 0)
        {
            _values = _values with { Scale = scale.Scale };
            return;
        }

        _code.Separate();
        foreach (var (name, piece) in _values.Items)
        {
            _code.Lines($"{name} = ({name} + {Vector(piece.Width)}<float>.Zero) * {Vector(piece.Width)}.Create({Literals.Float(scale.Scale)});");
        }
    }

    /// <summary>Last, so that a caller may pass one array as input and output.</summary>
    private void Store(UnrolledChain chain)
    {
        _code.Separate();
        if (chain.Links[chain.Links.Count - 1] is UnrolledBytes bytes)
        {
            StoreBytes(bytes);
            return;
        }

        _code.Lines($"ref var y = ref {RuntimeNames.MemoryMarshal}.GetReference(output);");
        foreach (var (name, piece) in _values.Items)
        {
            if (piece.First + piece.Width <= chain.Outputs)
            {
                _code.Lines($"{Vector(piece.Width)}.StoreUnsafe({name}, ref y, {Number(piece.First)});");
                continue;
            }

            for (var output = piece.First; output < chain.Outputs; output++)
            {
                _code.Lines($"output[{Number(output)}] = {Vector(piece.Width)}.GetElement({name}, {Number(output - piece.First)});");
            }
        }
    }

    /// <summary>The limits came before, so every number fits: whole vectors are narrowed to the low byte of each lane.</summary>
    private void StoreBytes(UnrolledBytes bytes)
    {
        var reference = $"{RuntimeNames.MemoryMarshal}.GetReference(output)";
        _code.Lines($"ref var y = ref {(bytes.Signed ? $"{RuntimeNames.Unsafe}.As<sbyte, byte>(ref {reference})" : reference)};");
        foreach (var (name, piece) in _values.Items)
        {
            var vector = Vector(piece.Width);
            _code.Lines($"var {name}_i = {vector}.ConvertToInt32Native({name}) + {vector}.Create({Number(bytes.ZeroPoint)});");
            if (piece.First + piece.Width <= bytes.Length)
            {
                var (halves, part) = piece.Width == 8 ? ($"{vector}.GetLower({name}_i), {vector}.GetUpper({name}_i)", "AsUInt64") : ($"{name}_i, {name}_i", "AsUInt32");
                _code.Lines($"""
                    var {name}_s = {Vector(4)}.Narrow({halves});
                    {RuntimeNames.Unsafe}.WriteUnaligned(ref {RuntimeNames.Unsafe}.Add(ref y, {Number(piece.First)}), {Vector(4)}.ToScalar({Vector(4)}.{part}({Vector(4)}.Narrow({name}_s, {name}_s))));
                    """);
                continue;
            }

            for (var output = piece.First; output < Math.Min(piece.First + piece.Width, bytes.Length); output++)
            {
                _code.Lines($"output[{Number(output)}] = ({bytes.Type.CSharp()}){vector}.GetElement({name}_i, {Number(output - piece.First)});");
            }
        }
    }
}
