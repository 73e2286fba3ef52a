using System.Globalization;
using Spectre.Console;

namespace Whittle.Tool.Inspection;

/// <summary>The report as tables that fit 100 columns; a wider terminal is used as it is.</summary>
internal static class ReportTables
{
    private const int Columns = 100;
    private const int DistinctLimit = 257;

    public static void Write(TextWriter output, ModelReport report)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected || console.Profile.Width < Columns)
        {
            console.Profile.Width = Columns;
        }

        console.WriteLine($"{report.Model}: class {report.ClassName}, {Number(report.Bytes)} bytes, sha256 {report.Sha256[..Math.Min(12, report.Sha256.Length)]}");
        if (report.Settings.Count > 0)
        {
            console.Write(Settings(report));
        }

        console.Write(Ports(report));
        if (report.Layers.Count > 0)
        {
            console.Write(Layers(report));
            console.Write(Kernels(report));
        }

        if (report.Layers.Any(layer => layer.Compressed.Length > 0))
        {
            console.Write(Compression(report));
        }

        var totals = report.Totals;
        console.WriteLine($"{Number(totals.Parameters)} parameters, {Number(totals.Macs)} multiply-accumulates, {Number(totals.Steps)} steps");
        console.WriteLine($"{Number(totals.WeightsFileBytes)} bytes of weights in the assembly, {Number(totals.ScratchBytes)} bytes of scratch memory");
        Measurements(console, report);
        foreach (var finding in report.Findings)
        {
            console.WriteLine($"{finding.Severity} {finding.Id}: {finding.Message}");
        }
    }

    private static void Measurements(IAnsiConsole console, ModelReport report)
    {
        if (report.EstimatedOn is { } machine)
        {
            console.WriteLine($"about {Microseconds(report.Totals.EstimatedNanoseconds)} µs a prediction, an estimate for {machine}");
        }

        foreach (var change in report.OutputChanges)
        {
            console.WriteLine($"output {change.Output}: {Decimal(change.SignalToNoise)} dB above the error of compression, largest error {Decimal(change.Largest)}"
                + $" ({Number(change.Samples)} samples, {change.Data})");
        }

        if (report.OutputChanges.Count == 0 && report.Layers.Any(layer => layer.WeightDeviation is not null))
        {
            console.WriteLine("error of the outputs: not measured, an operator of the model is not computed at build time");
        }

        if (report.Accuracy is { } accuracy)
        {
            console.WriteLine($"accuracy {accuracy.Share.ToString("P2", CultureInfo.InvariantCulture)} on {Number(accuracy.Samples)} samples of {accuracy.Data}");
        }
    }

    private static Table Settings(ModelReport report)
    {
        var table = New("setting", "value", "from");
        foreach (var setting in report.Settings)
        {
            Row(table, setting.Key, setting.Value, setting.From);
        }

        return table;
    }

    private static Table Compression(ModelReport report)
    {
        var table = New("#", "compressed", "SQNR dB", "largest error");
        foreach (var (index, layer) in report.Layers.Index().Where(item => item.Item.Compressed.Length > 0))
        {
            var deviation = layer.WeightDeviation;
            Row(table, Number(index + 1), layer.Compressed, deviation is null ? "exact" : Decimal(deviation.SignalToNoise), deviation is null ? "0" : Decimal(deviation.Largest));
        }

        return table;
    }

    private static Table Ports(ModelReport report)
    {
        var table = New("", "name", "type", "shape").AddColumn(new TableColumn("elements").RightAligned().NoWrap());
        foreach (var (kind, port) in report.Inputs.Select(port => ("input", port)).Concat(report.Outputs.Select(port => ("output", port))))
        {
            Row(table, kind, port.Name, port.Type, Shape(port.Shape), Number(port.Length));
        }

        return table;
    }

    private static Table Layers(ModelReport report)
    {
        var table = New("#", "layer", "operator", "weights");
        foreach (var column in new[] { "params", "zeros", "distinct", "bytes", "MACs", "µs" })
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (var (index, layer) in report.Layers.Index())
        {
            Row(
                table,
                Number(index + 1),
                Shortened(layer.Name),
                layer.Operator,
                $"{layer.WeightType} {Shape(layer.WeightShape)}",
                Number(layer.Parameters),
                layer.ZeroShare.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal),
                layer.DistinctValues >= DistinctLimit ? ">256" : Number(layer.DistinctValues),
                Number(layer.StoredBytes),
                Number(layer.Macs),
                layer.EstimatedNanoseconds > 0 ? Microseconds(layer.EstimatedNanoseconds) : "");
        }

        return table;
    }

    /// <summary>Kernels in a table of their own: a reason is a sentence, and many layers share it.</summary>
    private static Table Kernels(ModelReport report)
    {
        var table = New("layers", "kernel", "why");
        foreach (var group in report.Layers.Index().GroupBy(item => (item.Item.Kernel, item.Item.Reason)))
        {
            Row(table, Ranges([.. group.Select(item => item.Index + 1)]), group.Key.Kernel, group.Key.Reason);
        }

        return table;
    }

    /// <summary>Ascending numbers with runs drawn together: "1-3, 7".</summary>
    internal static string Ranges(IReadOnlyList<int> numbers)
    {
        var parts = new List<string>();
        for (var first = 0; first < numbers.Count;)
        {
            var last = first;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }

            parts.Add(first == last ? Number(numbers[first]) : $"{Number(numbers[first])}-{Number(numbers[last])}");
            first = last + 1;
        }

        return string.Join(", ", parts);
    }

    private static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    // Names of exporters are paths; the end tells layers apart.
    private static string Shortened(string name) => name.Length <= 24 ? name : "…" + name[^23..];

    private static string Shape(IReadOnlyList<int> shape) => string.Join('x', shape.Select(dimension => dimension.ToString(CultureInfo.InvariantCulture)));

    private static string Microseconds(long nanoseconds) => (nanoseconds / 1000d).ToString(nanoseconds < 10_000 ? "0.##" : "N0", CultureInfo.InvariantCulture);

    private static string Decimal(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
