using System.Text;

namespace Whittle.Plan.Text;

/// <summary>Writes calls and values as expressions.</summary>
internal static class CallWriter
{
    public static string Write(PlanCall call)
    {
        var text = new StringBuilder();
        Append(text, call);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PlanCall call)
    {
        text.Append(Checked(call.Target, PlanWords.IsDotted, "a call's target"));
        if (call.TypeArguments.Count > 0)
        {
            text.Append('<').Append(string.Join(", ", call.TypeArguments.Select(name => Checked(name, TypeNames.IsValid, "a type argument")))).Append('>');
        }

        text.Append('(');
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            text.Append(i == 0 ? "" : ", ").Append(Checked(argument.Name, PlanWords.IsWord, "an argument's name")).Append(": ");
            Append(text, argument.Value);
        }

        text.Append(')');
    }

    private static void Append(StringBuilder text, PlanValue value)
    {
        switch (value)
        {
            case PlanValue.Construct construct:
                Checked(construct.Call.Target, target => !ElementTypes.TryParse(target, out _), "a constructor");
                Append(text, construct.Call);
                break;
            default:
                text.Append(Write(value));
                break;
        }
    }

    private static string Write(PlanValue value) => value switch
    {
        PlanValue.Integer integer => PlanNumbers.Write(integer.Value),
        PlanValue.TypedInteger typed => $"{typed.Type.Name()}({PlanNumbers.Write(typed.Value)})",
        PlanValue.Float number => Write(number.Value),
        PlanValue.Double number => Write(number.Value),
        PlanValue.Boolean boolean => Write(boolean.Value),
        PlanValue.Integers { Values: var values } => $"[{string.Join(", ", values.Select(PlanNumbers.Write))}]",
        PlanValue.Floats { Values: var values } => $"[{string.Join(", ", values.Select(Write))}]{(values.Count == 0 ? "f" : "")}",
        PlanValue.Booleans { Values: var values } => $"[{string.Join(", ", values.Select(Write))}]{(values.Count == 0 ? "b" : "")}",
        PlanValue.Symbol symbol => Checked(symbol.Name, IsSymbol, "a symbol"),
        PlanValue.Buffer buffer => "b" + PlanNumbers.Write(buffer.Index),
        PlanValue.Tensor tensor => "w" + PlanNumbers.Write(tensor.Index),
        PlanValue.TensorIndices tensor => $"w{PlanNumbers.Write(tensor.Index)}.indices",
        PlanValue.TensorCodebook tensor => $"w{PlanNumbers.Write(tensor.Index)}.codebook",
        PlanValue.Input input => "in" + PlanNumbers.Write(input.Index),
        PlanValue.Output output => "out" + PlanNumbers.Write(output.Index),
        PlanValue.Element { Source: PlanValue.Buffer or PlanValue.Tensor or PlanValue.Input or PlanValue.Output } element =>
            $"{Write(element.Source)}[{PlanNumbers.Write(element.Index)}]",
        PlanValue.Element => throw new ArgumentException("Only a buffer, a port or a tensor has elements in a plan."),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A value of an unknown kind."),
    };

    private static string Write(float value) =>
        float.IsNaN(value) ? "nanf" : float.IsInfinity(value) ? (value > 0 ? "inff" : "-inff") : PlanNumbers.Write(value) + "f";

    private static string Write(double value) =>
        double.IsNaN(value) ? "nand" : double.IsInfinity(value) ? (value > 0 ? "infd" : "-infd") : PlanNumbers.Write(value) + "d";

    private static string Write(bool value) => value ? "true" : "false";

    private static bool IsSymbol(string name) =>
        PlanWords.IsDotted(name) && name.IndexOf('.') is var dot and > 0 && !PlanWords.TryReference(name.Substring(0, dot), "w", out _);

    /// <summary>Refuses what would not read back, while the one who made it is still on the stack.</summary>
    private static string Checked(string text, Func<string, bool> isValid, string what) =>
        isValid(text) ? text : throw new ArgumentException($"'{text}' cannot be {what} in a plan.");
}
