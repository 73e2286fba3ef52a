namespace Whittle.Plan.Text;

/// <summary>Reads calls and values, and checks that what they refer to has been declared.</summary>
/// <param name="line">Where to read.</param>
/// <param name="counts">How many of each kind are declared.</param>
internal sealed class CallReader(LineReader line, DeclaredCounts counts)
{
    /// <summary>Deeper nesting than any compiler makes; a bound, so that hostile text cannot exhaust the stack.</summary>
    private const int MaximumDepth = 16;

    public PlanCall Call(int depth = 0) => Call(line.Dotted(), depth);

    private PlanCall Call(string target, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw line.Error("calls are nested too deeply");
        }

        if (target.IndexOf('.') is var dot and > 0)
        {
            Check(target.Substring(0, dot), "o", counts.Objects, "objects");
        }

        var types = line.Take("<") ? TypeArguments(depth).ToEquatable() : default;
        line.Expect("(");
        var arguments = new List<PlanArgument>();
        while (!line.Take(")"))
        {
            if (arguments.Count > 0)
            {
                line.Expect(", ");
            }

            var name = line.Word();
            line.Expect(": ");
            arguments.Add(new PlanArgument(name, Value(depth)));
        }

        return new PlanCall(target, types, arguments.ToEquatable());
    }

    private List<string> TypeArguments(int depth)
    {
        if (depth > MaximumDepth)
        {
            throw line.Error("types are nested too deeply");
        }

        var types = new List<string>();
        do
        {
            var name = line.Dotted();
            Check(name, "s", counts.Shapes, "shapes");
            types.Add(line.Take("<") ? $"{name}<{string.Join(", ", TypeArguments(depth + 1))}>" : name);
        }
        while (line.Take(", "));
        line.Expect(">");
        return types;
    }

    private PlanValue Value(int depth)
    {
        if (line.Take("["))
        {
            return List();
        }

        if (line.Take("-inff"))
        {
            return new PlanValue.Float(float.NegativeInfinity);
        }

        if (line.Take("-infd"))
        {
            return new PlanValue.Double(double.NegativeInfinity);
        }

        return line.Peek == '-' || PlanWords.IsDigit(line.Peek) ? Number() : Named(line.Dotted(), depth);
    }

    private PlanValue Named(string word, int depth)
    {
        if (line.Peek is '(' or '<')
        {
            return ElementTypes.TryParse(word, out var type) && type != ElementType.String
                ? TypedInteger(type)
                : new PlanValue.Construct(Call(word, depth + 1));
        }

        return Constant(word) ?? Indexed(Reference(word)) ?? Symbol(word);
    }

    private PlanValue? Indexed(PlanValue? reference)
    {
        if (reference is null or PlanValue.TensorIndices or PlanValue.TensorCodebook || !line.Take("["))
        {
            return reference;
        }

        var index = line.Int32(0);
        line.Expect("]");
        return new PlanValue.Element(reference, index);
    }

    private PlanValue.TypedInteger TypedInteger(ElementType type)
    {
        line.Expect("(");
        var value = line.Integer();
        line.Expect(")");
        return new PlanValue.TypedInteger(type, value);
    }

    private PlanValue Number()
    {
        var number = line.Number();
        if (line.Take("f"))
        {
            return PlanNumbers.TryParse(number, out float single) ? new PlanValue.Float(single) : throw line.Error($"'{number}f' is not a float");
        }

        if (line.Take("d"))
        {
            return PlanNumbers.TryParse(number, out double value) ? new PlanValue.Double(value) : throw line.Error($"'{number}d' is not a double");
        }

        return PlanNumbers.TryParse(number, out long integer) ? new PlanValue.Integer(integer) : throw line.Error($"'{number}' is not an integer");
    }

    private PlanValue List()
    {
        var values = new List<PlanValue>();
        while (!line.Take("]"))
        {
            if (values.Count > 0)
            {
                line.Expect(", ");
            }

            // A list holds constants only, so it does not nest.
            values.Add(line.Peek == '[' ? throw line.Error("a list within a list") : Value(MaximumDepth));
        }

        if (values.Count == 0)
        {
            return line.Take("f") ? new PlanValue.Floats(default) : line.Take("b") ? new PlanValue.Booleans(default) : new PlanValue.Integers(default);
        }

        return values[0] switch
        {
            PlanValue.Integer => new PlanValue.Integers(All<PlanValue.Integer>(values).Select(value => value.Value).ToEquatable()),
            PlanValue.Float => new PlanValue.Floats(All<PlanValue.Float>(values).Select(value => value.Value).ToEquatable()),
            PlanValue.Boolean => new PlanValue.Booleans(All<PlanValue.Boolean>(values).Select(value => value.Value).ToEquatable()),
            _ => throw line.Error("a list holds integers, floats or truth values"),
        };
    }

    private IEnumerable<T> All<T>(List<PlanValue> values)
        where T : PlanValue => values.Select(value => value as T ?? throw line.Error("a list mixes kinds of values"));

    private static PlanValue? Constant(string word) => word switch
    {
        "true" => new PlanValue.Boolean(true),
        "false" => new PlanValue.Boolean(false),
        "inff" => new PlanValue.Float(float.PositiveInfinity),
        "nanf" => new PlanValue.Float(float.NaN),
        "infd" => new PlanValue.Double(double.PositiveInfinity),
        "nand" => new PlanValue.Double(double.NaN),
        _ => null,
    };

    private PlanValue? Reference(string word)
    {
        if (Check(word, "b", counts.Buffers, "buffers") is { } buffer)
        {
            return new PlanValue.Buffer(buffer);
        }

        if (Check(word, "in", counts.Inputs, "inputs") is { } input)
        {
            return new PlanValue.Input(input);
        }

        if (Check(word, "out", counts.Outputs, "outputs") is { } output)
        {
            return new PlanValue.Output(output);
        }

        var dot = word.IndexOf('.');
        if (Check(dot < 0 ? word : word.Substring(0, dot), "w", counts.Tensors, "tensors") is not { } tensor)
        {
            return null;
        }

        return (dot < 0 ? "" : word.Substring(dot)) switch
        {
            "" => new PlanValue.Tensor(tensor),
            ".indices" => new PlanValue.TensorIndices(tensor),
            ".codebook" => new PlanValue.TensorCodebook(tensor),
            _ => throw line.Error($"'{word}' is no part of a tensor"),
        };
    }

    private PlanValue.Symbol Symbol(string word) =>
        word.IndexOf('.') > 0 ? new PlanValue.Symbol(word) : throw line.Error($"'{word}' is not a value");

    /// <summary>The number in a word such as "b3"; null when the word is not of that kind.</summary>
    private int? Check(string word, string prefix, int count, string kind)
    {
        if (!PlanWords.TryReference(word, prefix, out var index))
        {
            return null;
        }

        return index < count ? index : throw line.Error($"'{word}' is not declared: there are {PlanNumbers.Write(count)} {kind} to refer to");
    }
}

/// <summary>How many of each kind a call may refer to.</summary>
internal readonly record struct DeclaredCounts(int Inputs, int Outputs, int Tensors, int Buffers, int Shapes, int Objects);
