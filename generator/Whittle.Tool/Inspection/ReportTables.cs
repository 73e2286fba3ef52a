using System.Globalization;
using Spectre.Console;

namespace Whittle.Tool.Inspection;

/// <summary>The report as tables that fit 100 columns; a wider terminal is used as it is.</summary>
internal static class ReportTables
{
    private const int Columns = 100;

    public static void Write(TextWriter output, ModelReport report)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected || console.Profile.Width < Columns)
        {
            console.Profile.Width = Columns;
        }

        console.WriteLine(
            $"{report.Model}: class {report.ClassName}, {Figures.Number(report.Bytes)} bytes, sha256 {report.Sha256[..Math.Min(12, report.Sha256.Length)]}");
        if (report.Settings.Count > 0)
        {
            console.Write(Settings(report));
        }

        console.Write(Ports(report));
        if (report.Layers.Count > 0)
        {
            console.Write(LayerTable.Of(report, console.Profile.Width));
            console.Write(Kernels(report));
        }

        if (report.Layers.Any(layer => layer.Compressed.Length > 0))
        {
            console.Write(Compression(report));
        }

        var totals = report.Totals;
        console.WriteLine(
            $"{Figures.Number(totals.Parameters)} parameters, {Figures.Number(totals.Macs)} multiply-accumulates, {Figures.Number(totals.Steps)} steps");
        console.WriteLine(
            $"{Figures.Number(totals.WeightsFileBytes)} bytes of weights in the assembly, {Figures.Number(totals.ScratchBytes)} bytes of scratch memory");
        Measurements(console, report);
        foreach (var line in FindingList.Lines(report, console.Profile.Width))
        {
            console.WriteLine(line);
        }
    }

    private static void Measurements(IAnsiConsole console, ModelReport report)
    {
        if (report.EstimatedOn is { } machine)
        {
            console.WriteLine($"about {Figures.Microseconds(report.Totals.EstimatedNanoseconds)} µs a prediction, an estimate for {machine}");
        }

        foreach (var change in report.OutputChanges)
        {
            console.WriteLine($"output {change.Output}: {Figures.Decimal(change.SignalToNoise)} dB above the error of compression, largest error "
                + $"{Figures.Decimal(change.Largest)}"
                + $" ({Figures.Number(change.Samples)} samples, {change.Data})");
        }

        if (report.OutputChanges.Count == 0 && report.Layers.Any(layer => layer.WeightDeviation is not null))
        {
            console.WriteLine("error of the outputs: not measured, an operator of the model is not computed at build time");
        }

        if (report.Accuracy is { } accuracy)
        {
            console.WriteLine(
                $"accuracy {accuracy.Share.ToString("P2", CultureInfo.InvariantCulture)} on {Figures.Number(accuracy.Samples)} samples of {accuracy.Data}");
        }
    }

    private static Table Settings(ModelReport report)
    {
        var table = Tables.New("setting", "value", "from");
        foreach (var setting in report.Settings)
        {
            table.Row(setting.Key, setting.Value, setting.From);
        }

        return table;
    }

    private static Table Compression(ModelReport report)
    {
        var table = Tables.New("#", "compressed", "SQNR dB", "largest error");
        foreach (var (index, layer) in report.Layers.Index().Where(item => item.Item.Compressed.Length > 0))
        {
            var deviation = layer.WeightDeviation;
            table.Row(
                Figures.Number(index + 1),
                layer.Compressed,
                deviation is null ? "exact" : Figures.Decimal(deviation.SignalToNoise),
                deviation is null ? "0" : Figures.Decimal(deviation.Largest));
        }

        return table;
    }

    private static Table Ports(ModelReport report)
    {
        var table = Tables.New("", "name", "type", "shape").AddColumn(new TableColumn("elements").RightAligned().NoWrap());
        foreach (var (kind, port) in report.Inputs.Select(port => ("input", port)).Concat(report.Outputs.Select(port => ("output", port))))
        {
            table.Row(kind, port.Name, port.Type, Figures.Shape(port.Shape), Figures.Number(port.Length));
        }

        return table;
    }

    /// <summary>Kernels in a table of their own: a reason is a sentence, and many layers share it.</summary>
    private static Table Kernels(ModelReport report)
    {
        var table = Tables.New().AddColumn("layers").AddColumn(new TableColumn("kernel").NoWrap()).AddColumn("why");
        foreach (var group in report.Layers.Index().GroupBy(item => (item.Item.Kernel, item.Item.Reason)))
        {
            table.Row(Figures.Ranges([.. group.Select(item => item.Index + 1)]), group.Key.Kernel, group.Key.Reason);
        }

        return table;
    }
}
