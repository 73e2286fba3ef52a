using Spectre.Console;

namespace Whittle.Tool.Inspection;

/// <summary>The layers, a line each: what the figures leave of the width is the name's.</summary>
internal static class LayerTable
{
    private const int DistinctLimit = 257;

    /// <summary>Below this a name says nothing, and the operator gives way.</summary>
    private const int LeastName = 12;

    public static Table Of(ModelReport report, int width)
    {
        var layers = report.Layers;
        var type = layers.All(layer => layer.WeightType == layers[0].WeightType) ? layers[0].WeightType : null;
        Column[] columns =
        [
            new("#", false, [.. layers.Select((_, i) => Figures.Number(i + 1))]),
            new("layer", false, []),
            new("operator", false, [.. layers.Select(layer => layer.Operator)]),
            new(type ?? "weights", false, [.. layers.Select(layer => $"{(type is null ? layer.WeightType + " " : "")}{Figures.Shape(layer.WeightShape)}")]),
            new("params", true, [.. layers.Select(layer => Figures.Short(layer.Parameters))]),
            new("zeros", true, [.. layers.Select(layer => Figures.Percent(layer.ZeroShare))]),
            new("distinct", true, [.. layers.Select(layer => layer.DistinctValues >= DistinctLimit ? ">256" : Figures.Number(layer.DistinctValues))]),
            new("bytes", true, [.. layers.Select(layer => Figures.Short(layer.StoredBytes))]),
            new("MACs", true, [.. layers.Select(layer => Figures.Short(layer.Macs))]),
            .. layers.Any(layer => layer.EstimatedNanoseconds > 0)
                ? new[] { new Column("µs", true, [.. layers.Select(layer => layer.EstimatedNanoseconds > 0 ? Figures.Microseconds(layer.EstimatedNanoseconds) : "")]) }
                : [],
        ];

        var left = width - Tables.Frame(columns.Length) - columns.Where((_, i) => i != 1).Sum(column => column.Width);
        if (left < LeastName)
        {
            var operators = Math.Max(LeastName, columns[2].Width + left - LeastName);
            columns[2] = columns[2] with { Cells = [.. columns[2].Cells.Select(cell => Figures.Beginning(cell, operators))] };
            left = LeastName;
        }

        columns[1] = columns[1] with { Cells = LayerNames.Fit(layers, left) };
        var table = Tables.New();
        foreach (var column in columns)
        {
            var header = new TableColumn(column.Header).NoWrap();
            table.AddColumn(column.IsNumber ? header.RightAligned() : header);
        }

        for (var row = 0; row < layers.Count; row++)
        {
            table.Row([.. columns.Select(column => column.Cells[row])]);
        }

        return table;
    }

    private sealed record Column(string Header, bool IsNumber, IReadOnlyList<string> Cells)
    {
        public int Width => Cells.Select(cell => cell.Length).Append(Header.Length).Max();
    }
}
