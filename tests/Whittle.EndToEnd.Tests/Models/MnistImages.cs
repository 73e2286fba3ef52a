using System.Buffers.Binary;
using System.IO.Compression;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>The 10,000 test images of MNIST with their labels, as bytes.</summary>
internal sealed class MnistImages
{
    public const int Pixels = 28 * 28;

    private readonly byte[] _images = Read("t10k-images-idx3-ubyte.gz", headerLength: 16);
    private readonly byte[] _labels = Read("t10k-labels-idx1-ubyte.gz", headerLength: 8);

    public int Count => _labels.Length;

    public int Label(int index) => _labels[index];

    /// <summary>The n-th pixel of all images, 0 to 255.</summary>
    public byte Pixel(int index) => _images[index];

    /// <summary>Pixels 0 to 255.</summary>
    public void CopyTo(int index, float[] pixels)
    {
        for (var i = 0; i < Pixels; i++)
        {
            pixels[i] = _images[(index * Pixels) + i];
        }
    }

    private static byte[] Read(string file, int headerLength)
    {
        using var stream = new GZipStream(File.OpenRead(Shared.Find($"datasets/mnist/{file}")), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        Assert.Equal(10_000, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)));
        return bytes[headerLength..];
    }
}
