using System.Globalization;
using System.Text;
using Whittle.Compiler;
using Whittle.Compiler.Settings;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>
/// Everything that the compiled files depend on, as text. MSBuild compares times only, and would miss a model replaced by an older file, a property
/// given on the command line, or a package whose files are older than the last build; a text that changes catches all of them.
/// </summary>
internal static class RequestText
{
    public static string Write(ModelRequest request)
    {
        var text = new StringBuilder();
        Line(text, "model", request.Model);
        foreach (var file in DataFiles(request.FullPath))
        {
            Line(text, "file", $"{file.Name}, {Invariant(file.Length)} bytes, {file.LastWriteTimeUtc.ToString("O", CultureInfo.InvariantCulture)}");
        }

        Line(text, "class", request.FullClassName);
        Line(text, "accessibility", request.Accessibility);
        Line(text, "dimensions", request.Dimensions);
        foreach (var setting in request.Settings)
        {
            Line(text, setting.Key, $"{setting.Value}, {setting.From} {Invariant(setting.Line)}");
        }

        // A folder that is not there is a problem, which stands below.
        foreach (var folder in new[] { request.Compression.Calibration, request.Budget.TestData }.OfType<DataFolder>().Where(
            folder => Directory.Exists(folder.Path)))
        {
            Line(text, "data", $"{folder.Path}, {Contents(folder.Path)}");
        }

        if (request.Problem is { } problem)
        {
            Line(text, "problem", $"{problem.Id} {problem.Cause} {problem.Cure}");
        }

        foreach (var part in new[] { typeof(RequestText), typeof(CompileOptions), typeof(OnnxModel), typeof(ModelPlan) })
        {
            Line(text, "compiler", $"{part.Assembly.GetName().Name} {part.Module.ModuleVersionId}");
        }

        return text.ToString();
    }

    // The model, and files named after it: exporters store tensors of large models as "net.onnx.data" or "net.onnx_data".
    private static IEnumerable<FileInfo> DataFiles(string model)
    {
        var file = new FileInfo(model);
        return file.Exists && file.Directory is { } folder
            ? folder.EnumerateFiles()
                .Where(other => other.Name.StartsWith(file.Name, StringComparison.Ordinal))
                .OrderBy(other => other.Name, StringComparer.Ordinal)
            : [];
    }

    // Number, bytes and newest time: a folder of test data may hold thousands of files, and this is done in every build.
    private static string Contents(string folder)
    {
        var files = new DirectoryInfo(folder).GetFiles();
        var newest = files.Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max();
        return $"{Invariant(files.Length)} files, {Invariant(files.Sum(file => file.Length))} bytes, {newest.ToString("O", CultureInfo.InvariantCulture)}";
    }

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string name, string value) => text.Append(name).Append(" = ").Append(value).Append('\n');
}
