using System.Text.RegularExpressions;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Settings;
using Whittle.Onnx;

namespace Whittle.Compiler.Evaluation;

/// <summary>
/// Inputs from a folder: .npy or .pb (TensorProto) files with one or more samples each. A model with one input takes every file but labels and outputs; one
/// with several takes for each input the file of its name or place (<c>input_0.npy</c>). Folders <c>test_data_set_N</c> in it, the layout of the ONNX tests,
/// count too.
/// </summary>
internal static class SampleFolder
{
    private const string Labels = "labels";

    /// <exception cref="ModelException">The folder has no samples, or they do not fit the model.</exception>
    public static SampleSet Read(DataFolder folder, Graph graph)
    {
        var sets = Directory.GetDirectories(folder.Path, "test_data_set_*").OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal);
        var samples = new List<Tensor[]>();
        foreach (var path in sets.Prepend(folder.Path))
        {
            var files = TensorFiles(path);
            var inputs = graph.Inputs.Select((input, place) => Samples(folder, files, graph, input, place)).ToArray();
            if (inputs.Any(input => input.Count != inputs[0].Count))
            {
                throw Bad(
                    folder, $"the inputs have {string.Join(", ", inputs.Select(input => Text(input.Count)))} samples", "Every input needs the same number.");
            }

            samples.AddRange(Enumerable.Range(0, inputs.Length == 0 ? 0 : inputs[0].Count).Select(n => inputs.Select(input => input[n]).ToArray()));
        }

        return samples.Count > 0
            ? new SampleSet(samples, folder.Name)
            : throw Bad(
                folder,
                "there is no input in it",
                "Put the inputs there as .npy or .pb files; with several inputs name them after the inputs, or input_0, input_1 ….");
    }

    /// <summary>The labels, one for each sample.</summary>
    /// <exception cref="ModelException">There are none, or not as many as samples.</exception>
    public static long[] ReadLabels(DataFolder folder, int samples)
    {
        var file = TensorFiles(folder.Path).FirstOrDefault(path => Stem(path) == Labels)
            ?? throw Bad(folder, "there is no labels.npy or labels.pb in it", "Save the number of the right class of each sample as labels.npy.");
        var labels = ReadFile(folder, file).ToInt64s();
        return labels.Length == samples
            ? labels
            : throw Bad(folder, $"{Text(labels.Length)} labels do not fit {Text(samples)} samples", "Each sample needs one label.");
    }

    private static string[] TensorFiles(string path) =>
        [.. Directory.GetFiles(path).Where(file => Path.GetExtension(file) is ".npy" or ".pb").OrderBy(file => file, StringComparer.Ordinal)];

    private static List<Tensor> Samples(DataFolder folder, string[] files, Graph graph, Value input, int place)
    {
        var named = files.Where(file => Stem(file) == FormattableString.Invariant($"input_{place}") || Stem(file) == FileName(input.Name)).ToArray();
        var chosen = named.Length > 0 || graph.Inputs.Count > 1
            ? named
            : files.Where(file => Stem(file) != Labels && !Regex.IsMatch(Stem(file), "^output_[0-9]+$", RegexOptions.CultureInvariant));
        return [.. chosen.SelectMany(file => Split(folder, file, input))];
    }

    private static IEnumerable<Tensor> Split(DataFolder folder, string file, Value input)
    {
        var (tensor, type) = (ReadFile(folder, file), input.KnownType);
        if (type.Length == 0 || tensor.Length % type.Length != 0)
        {
            throw Bad(
                folder,
                $"'{Path.GetFileName(file)}' of shape {tensor.Shape} does not hold whole samples of input '{input.Name}' {type.Shape}",
                "Save an array of the input's shape, or several along the first axis.");
        }

        for (var n = 0; n < tensor.Length / type.Length; n++)
        {
            var sample = new Tensor(new TensorType(tensor.Element, type.Shape), tensor.Slice(n * type.Length, type.Length));
            yield return tensor.Element == type.Element ? sample : Tensor.FromDoubles(type, sample.ToDoubles());
        }
    }

    private static Tensor ReadFile(DataFolder folder, string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            return TensorImporter.Import(Path.GetExtension(file) == ".npy" ? NpyFile.Read(bytes) : OnnxReader.ReadTensor(bytes));
        }
        catch (Exception exception) when (exception is FormatException or OnnxFormatException or IOException or UnauthorizedAccessException)
        {
            throw Bad(folder, $"'{Path.GetFileName(file)}' cannot be read: {exception.Message}", "Save it again as a .npy array or an ONNX TensorProto.");
        }
    }

    private static string Stem(string file) => Path.GetFileNameWithoutExtension(file);

    /// <summary>An input's name as a file's: what no file system takes is an underscore.</summary>
    private static string FileName(string input) => Regex.Replace(input, "[\\\\/:*?\"<>|]", "_", RegexOptions.CultureInvariant);

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ModelException Bad(DataFolder folder, string cause, string cure) =>
        new(ErrorIds.NotMeasurable, "", $"The data in '{folder.Name}': {cause}.", cure);
}
