using System.Buffers.Binary;
using System.IO.Compression;

namespace DeepCompression.Data;

/// <summary>The files of MNIST: a magic number that says the element type and the dimensions, the dimensions as big-endian 32-bit numbers, and bytes. They may
/// be gzipped.</summary>
internal static class IdxFile
{
    /// <summary>The dimensions and the bytes of DIR/name or DIR/name.gz.</summary>
    /// <exception cref="SampleException">There is no such file, or it is damaged.</exception>
    public static (int[] Shape, byte[] Bytes) Read(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        var file = File.Exists(path) ? File.ReadAllBytes(path)
            : File.Exists(path + ".gz") ? Unzip(path + ".gz")
            : throw new SampleException($"There is neither {path} nor {path}.gz. --data names a folder with the four files of MNIST.");

        var dimensions = file.Length < 4 || file[0] != 0 || file[1] != 0 || file[2] != 8 ? 0 : file[3];
        var header = 4 + (4 * dimensions);
        if (dimensions == 0 || file.Length < header)
        {
            throw new SampleException($"{path} is no idx file of bytes.");
        }

        var shape = Enumerable.Range(0, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(4 + (4 * i)))).ToArray();
        return shape.All(size => size > 0) && shape.Aggregate(1L, (product, size) => product * size) == file.Length - header
            ? (shape, file[header..])
            : throw new SampleException($"{path} says {string.Join(" × ", shape)} bytes and has {file.Length - header}.");
    }

    private static byte[] Unzip(string path)
    {
        using var bytes = new MemoryStream();
        try
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            stream.CopyTo(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw new SampleException($"{path} is no whole gzip file: {fault.Message}");
        }

        return bytes.ToArray();
    }
}
