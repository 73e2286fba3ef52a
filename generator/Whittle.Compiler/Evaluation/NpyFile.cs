using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Whittle.Onnx;

namespace Whittle.Compiler.Evaluation;

/// <summary>Arrays as NumPy saves them (format 1.0 to 3.0), little-endian and in C order.</summary>
internal static class NpyFile
{
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="FormatException">The bytes are not such an array; the message says why.</exception>
    public static OnnxTensor Read(byte[] bytes)
    {
        if (bytes.Length < 12 || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new FormatException("it does not begin as a .npy file");
        }

        var wide = bytes[6] >= 2;
        var start = wide ? 12 : 10;
        var length = wide ? BitConverter.ToInt32(bytes, 8) : BitConverter.ToUInt16(bytes, 8);
        if (length < 0 || start + (long)length > bytes.Length)
        {
            throw new FormatException("its header is cut off");
        }

        var header = Encoding.UTF8.GetString(bytes, start, length);
        var type = TypeOf(Field(header, "'descr'\\s*:\\s*'([^']*)'"));
        if (Field(header, "'fortran_order'\\s*:\\s*(\\w+)") != "False")
        {
            throw new FormatException("it is in Fortran order; save it with numpy.ascontiguousarray");
        }

        var shape = Shape(Field(header, "'shape'\\s*:\\s*\\(([^)]*)\\)"));
        var data = bytes.AsMemory(start + length);
        var elements = shape.Aggregate(1.0, (product, dimension) => product * dimension);
        if (elements * type.Size != data.Length)
        {
            throw new FormatException(FormattableString.Invariant($"it holds {data.Length} bytes, not those of {elements} elements"));
        }

        return new OnnxTensor { ElementType = type.Element, Dimensions = shape, Data = data };
    }

    private static string Field(string header, string pattern) =>
        Regex.Match(header, pattern, RegexOptions.CultureInvariant) is { Success: true } match
            ? match.Groups[1].Value
            : throw new FormatException("its header cannot be read");

    private static long[] Shape(string text) =>
    [
        .. text.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()).Where(part => part.Length > 0).Select(part =>
            long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var dimension)
                ? dimension
                : throw new FormatException("its shape cannot be read")),
    ];

    private static (OnnxElementType Element, int Size) TypeOf(string description) => description switch
    {
        "<f4" => (OnnxElementType.Float, 4),
        "<f8" => (OnnxElementType.Double, 8),
        "<f2" => (OnnxElementType.Float16, 2),
        "|u1" => (OnnxElementType.UInt8, 1),
        "|i1" => (OnnxElementType.Int8, 1),
        "|b1" => (OnnxElementType.Bool, 1),
        "<i2" => (OnnxElementType.Int16, 2),
        "<u2" => (OnnxElementType.UInt16, 2),
        "<i4" => (OnnxElementType.Int32, 4),
        "<i8" => (OnnxElementType.Int64, 8),
        _ => throw new FormatException($"its element type '{description}' is not one of f2, f4, f8, u1, u2, i1, i2, i4, i8, b1 (little-endian)"),
    };
}
