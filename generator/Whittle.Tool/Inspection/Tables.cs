using Spectre.Console;

namespace Whittle.Tool.Inspection;

/// <summary>The look of all tables.</summary>
internal static class Tables
{
    /// <summary>A table of columns that wrap; more can be added.</summary>
    public static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    /// <summary>What the border and the padding of so many columns take from the width.</summary>
    public static int Frame(int columns) => (2 * columns) + 1;

    public static void Row(this Table table, params string[] cells)
    {
        foreach (var column in table.Columns)
        {
            column.Padding = new Padding(0, 0, 1, 0);
        }

        table.AddRow([.. cells.Select(Markup.Escape)]);
    }
}
