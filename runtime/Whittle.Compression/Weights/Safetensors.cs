using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace Whittle.Compression.Weights;

/// <summary>Safetensors files: an 8-byte length, a JSON header with type, shape and place of each tensor, and the bytes.</summary>
public static class Safetensors
{
    private const int LongestHeader = 100_000_000;

    private static readonly (string Name, ScalarType Type)[] s_types =
    [
        ("F64", ScalarType.Float64), ("F32", ScalarType.Float32), ("F16", ScalarType.Float16), ("BF16", ScalarType.BFloat16), ("I64", ScalarType.Int64),
        ("I32", ScalarType.Int32), ("I16", ScalarType.Int16), ("I8", ScalarType.Int8), ("U8", ScalarType.Byte), ("BOOL", ScalarType.Bool),
    ];

    /// <summary>All tensors of a file by name.</summary>
    /// <exception cref="TensorFileException">The file is damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8 || BinaryPrimitives.ReadUInt64LittleEndian(file) is var length && (length > LongestHeader || length > (ulong)file.Length - 8))
        {
            throw new TensorFileException("The file is shorter than the header that it announces, so it is no whole safetensors file.");
        }

        var header = file.Slice(8, (int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        var data = file[(8 + header.Length)..];
        var tensors = new Dictionary<string, Tensor>();
        var places = new List<(long Start, long End, string Name)>();
        try
        {
            using var json = JsonDocument.Parse(header.ToArray());
            foreach (var entry in json.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
            {
                if (!tensors.TryAdd(entry.Name, ReadTensor(entry.Name, entry.Value, data, places)))
                {
                    throw new TensorFileException($"The header names '{entry.Name}' twice.");
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new TensorFileException($"The header is not that of a safetensors file: {fault.Message}");
        }

        CheckPlaces(places, data.Length);
        return tensors;
    }

    /// <summary>The bytes of a file; tensors are in ordinal order of their names.</summary>
    /// <exception cref="ArgumentException">A tensor has a type that safetensors does not know.</exception>
    public static byte[] Write(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        using var header = new MemoryStream();
        using var data = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            foreach (var (name, value) in tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                WriteTensor(json, name, value, data);
            }

            json.WriteEndObject();
        }

        // Padded with spaces, so that the data begin at a multiple of eight.
        var length = (int)(header.Length + 7) & ~7;
        var file = new byte[8 + length + data.Length];
        file.AsSpan(8, length).Fill((byte)' ');
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)length);
        header.GetBuffer().AsSpan(0, (int)header.Length).CopyTo(file.AsSpan(8));
        data.GetBuffer().AsSpan(0, (int)data.Length).CopyTo(file.AsSpan(8 + length));
        return file;
    }

    /// <summary>Tensors lie one directly after the other, as the format demands: bytes that two of them share, or none has, hide something.</summary>
    private static void CheckPlaces(List<(long Start, long End, string Name)> places, int length)
    {
        var end = 0L;
        foreach (var place in places.OrderBy(place => place.Start).ThenBy(place => place.End))
        {
            if (place.Start != end)
            {
                throw new TensorFileException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{place.Name}' begins at byte {place.Start} of the data, where {end} are taken: its bytes overlap others, or a hole lies before them."));
            }

            end = place.End;
        }

        if (end != length)
        {
            throw new TensorFileException(
                string.Create(CultureInfo.InvariantCulture, $"The tensors take {end} bytes of the file's {length}; the rest belongs to none."));
        }
    }

    private static Tensor ReadTensor(string name, JsonElement entry, ReadOnlySpan<byte> data, List<(long Start, long End, string Name)> places)
    {
        var typeName = entry.GetProperty("dtype").GetString();
        var type = s_types.FirstOrDefault(type => type.Name == typeName);
        if (type.Name is null)
        {
            throw new TensorFileException($"'{name}' has the type {typeName}, which is not read.");
        }

        var shape = entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var offsets = entry.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64()).ToArray();
        var size = TensorBytes.Count(name, shape) * TensorBytes.Size(type.Type);
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] > data.Length || offsets[1] - offsets[0] != size)
        {
            var place = string.Join(", ", offsets);
            throw new TensorFileException(
                string.Create(
                    CultureInfo.InvariantCulture, $"'{name}' needs {size} bytes, but its place [{place}] in the file's {data.Length} does not hold them."));
        }

        places.Add((offsets[0], offsets[1], name));
        return TensorBytes.Create(shape, type.Type, data.Slice((int)offsets[0], (int)size));
    }

    private static void WriteTensor(Utf8JsonWriter json, string name, Tensor value, MemoryStream data)
    {
        var type = s_types.FirstOrDefault(type => type.Type == value.dtype).Name
            ?? throw new ArgumentException($"'{name}' has the type {value.dtype}, which safetensors does not know.", nameof(value));
        var bytes = TensorBytes.Of(value);
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        WriteList(json, "shape", value.shape);
        WriteList(json, "data_offsets", [data.Length, data.Length + bytes.Length]);
        json.WriteEndObject();
        data.Write(bytes);
    }

    private static void WriteList(Utf8JsonWriter json, string name, long[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
