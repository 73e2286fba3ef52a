using System.Globalization;
using System.Text;

namespace Whittle.Compiler.Ir;

/// <summary>A graph as text, a line for every node in order: what tests compare and what a reader of a trace sees.</summary>
internal static class GraphPrinter
{
    /// <summary>"y: float32[1, 4] = whittle.Conv(x, w: float32[4, 1]) group=1" for each node, then "return y as name". Operands that are constant show their
    /// type.</summary>
    public static string Print(Graph graph)
    {
        var text = new StringBuilder();
        foreach (var node in graph.Nodes)
        {
            text.Append(Line(node)).Append('\n');
        }

        foreach (var output in graph.Outputs)
        {
            text.Append("return ").Append(Operand(output.Value));
            text.Append(output.Value.Name == output.Name ? "" : " as " + output.Name).Append('\n');
        }

        return text.ToString();
    }

    private static string Line(Node node)
    {
        var results = string.Join(", ", node.Outputs.Select(output => output?.ToString() ?? "-"));
        var domain = node.Domain.Length == 0 ? "" : node.Domain + ".";
        var attributes = string.Concat(node.Attributes.Names.Select(name => $" {name}={Text(node.Attributes.Get(name))}"));
        return $"{results} = {domain}{node.OperatorType}({string.Join(", ", node.Inputs.Select(Operand))}){attributes}";
    }

    private static string Operand(Value? value) => value is null ? "-" : value.IsConstant ? value.ToString() : value.Name;

    private static string Text(object attribute) => attribute switch
    {
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        long[] numbers => $"[{string.Join(", ", numbers.Select(Number))}]",
        float[] numbers => $"[{string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]",
        Tensor tensor => tensor.Type.ToString(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => attribute.ToString() ?? "",
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
