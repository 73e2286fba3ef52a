using System.Globalization;
using Spectre.Console;
using Whittle.Compression.Recipes.Reports;

namespace DeepCompression.Output;

/// <summary>Reports as tables.</summary>
internal static class ReportTables
{
    public static Table Stages(IEnumerable<(string Recipe, StageReport Stage)> stages, string size, long original)
    {
        var table = new Table().RoundedBorder().AddColumns("recipe", "stage");
        foreach (var heading in new[] { "error on validation images", "kept", size, "smaller" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var (recipe, stage) in stages)
        {
            table.AddRow(
                recipe,
                stage.Name,
                Text($"{stage.Error:0.00} %"),
                Text($"{100 * stage.Kept:0.00} %"),
                Text($"{stage.Bytes:n0}"),
                Text($"{(double)original / stage.Bytes:0.0}×"));
        }

        return table;
    }

    public static Table Layers(IEnumerable<LayerReport> layers)
    {
        var table = new Table().RoundedBorder().AddColumn("layer");
        foreach (var heading in new[] { "weights", "kept", "codebook", "bits", "bytes before", "after" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var layer in layers)
        {
            table.AddRow(
                layer.Name,
                Text($"{layer.Weights:n0}"),
                Text($"{100 * layer.Kept:0.00} %"),
                layer.Codebook == 0 ? "–" : Text($"{layer.Codebook}"),
                Text($"{layer.Bits}"),
                Text($"{layer.BytesBefore:n0}"), Text($"{layer.BytesAfter:n0}"));
        }

        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
