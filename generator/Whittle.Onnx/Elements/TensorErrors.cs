using System.Globalization;

namespace Whittle.Onnx.Elements;

/// <summary>The ways in which a tensor contradicts itself; every message names the tensor.</summary>
internal static class TensorErrors
{
    private const string ExportAgain = "Export the model again; run onnx.checker.check_model on it to see whether the exporter is at fault.";

    public static OnnxFormatException Negative(string name, long[] dimensions) =>
        new($"{Title(name)} has a negative dimension in its shape {TensorShape.Text(dimensions)}.", ExportAgain);

    public static OnnxFormatException TooLarge(string name, long[] dimensions) => new(
        $"{Title(name)} of shape {TensorShape.Text(dimensions)} is larger than 2 GB, more than one array can hold.",
        "Split the tensor, or store it in a smaller type.");

    public static OnnxFormatException UnknownType(string name, int type) => type == 0
        ? new($"{Title(name)} does not state its element type.", ExportAgain)
        : new(
            Format("{0} has the element type {1}, which is not known here.", Title(name), type),
            "Export the model with one of the element types of ONNX 1.20 or older.");

    public static OnnxFormatException WrongLength(OnnxTensor tensor, long found, long wanted) =>
        new(Format("{0} holds {1} bytes of data, but {2} needs {3}.", Title(tensor.Name), found, Describe(tensor), wanted), ExportAgain);

    public static OnnxFormatException WrongCount(OnnxTensor tensor, long found, long wanted) =>
        new(Format("{0} holds {1} values, but {2} needs {3}.", Title(tensor.Name), found, Describe(tensor), wanted), ExportAgain);

    public static OnnxFormatException RawStrings(string name) =>
        new($"{Title(name)} keeps strings as raw or external data, which ONNX does not allow.", ExportAgain);

    public static OnnxFormatException NotReadableAs(OnnxTensor tensor, string wanted) => new(
        $"{Title(tensor.Name)} has elements of type {tensor.ElementType}, which cannot be read as {wanted}.",
        "Cast the tensor to a type of plain numbers before exporting.");

    public static OnnxFormatException BeyondInt64(string name) =>
        new($"{Title(name)} holds an unsigned value above {Format("{0}", long.MaxValue)}.", "Store the tensor as int64.");

    public static string Title(string name) => name.Length == 0 ? "A tensor without a name" : $"Tensor '{name}'";

    private static string Describe(OnnxTensor tensor) => $"{tensor.ElementType} {TensorShape.Text(tensor.Dimensions)}";

    private static string Format(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
