using System.Globalization;

namespace Whittle.Onnx.Wire;

/// <summary>The ways in which bytes fail to be a protobuf message; every message gives the place in the file.</summary>
internal static class WireErrors
{
    public const string Cure = "The file is damaged, cut off, or no ONNX model: export it again, or restore it from where it came (a full download, Git LFS).";

    public static OnnxFormatException NoField(string message, int position) =>
        Error(position, $"there is no protobuf field where {message} should have one");

    public static OnnxFormatException Ends(string message, int position) =>
        Error(position, $"the bytes end in the middle of {message}");

    public static OnnxFormatException LongVarint(string message, int position) =>
        Error(position, $"a number in {message} is longer than the 10 bytes that protobuf allows");

    public static OnnxFormatException Short(string message, int position, ulong wanted, int left) =>
        Error(position, string.Format(CultureInfo.InvariantCulture, "a field of {0} claims {1} bytes, but {2} are left", message, wanted, left));

    public static OnnxFormatException WrongWireType(string message, int position, int field, WireType found, WireType wanted) =>
        Error(position, string.Format(CultureInfo.InvariantCulture, "field {0} of {1} is stored as {2}, not as {3}", field, message, found, wanted));

    private static OnnxFormatException Error(int position, string what) =>
        new(string.Format(CultureInfo.InvariantCulture, "The file cannot be read at byte {0}: {1}.", position, what), Cure);
}
