using System.IO.Compression;
using Whittle.Compression.Weights.Pickle;
using static TorchSharp.torch;

namespace Whittle.Compression.Weights;

/// <summary>PyTorch's files of <c>torch.save(model.state_dict(), …)</c>: a zip archive with a pickle and the tensors' bytes. Nothing of the pickle is ever
/// executed.</summary>
public static class StateDict
{
    private const long LongestPickle = 64 << 20;

    /// <summary>Deflate makes bytes at most this many times smaller.</summary>
    private const long LargestRatio = 1032;

    /// <summary>All tensors by name, contiguous.</summary>
    /// <exception cref="TensorFileException">The file is damaged or not a state_dict; the message says what it is instead.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false));
            var pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
                ?? throw new TensorFileException("The archive has no data.pkl, so it is not a file of torch.save.");
            var folder = pickle.FullName[..^"data.pkl".Length];
            CheckOrder(archive.GetEntry($"{folder}byteorder"));
            return new Unpickler(Bytes(pickle, LongestPickle)).Read() is Dictionary<string, object?> state
                ? state.ToDictionary(entry => entry.Key, entry => Create(archive, folder, entry.Key, entry.Value))
                : throw new TensorFileException("The file holds no dictionary. Save model.state_dict().");
        }
        catch (InvalidDataException fault)
        {
            throw new TensorFileException($"The file is not a whole zip archive, as torch.save has written since version 1.6: {fault.Message}");
        }
    }

    private static void CheckOrder(ZipArchiveEntry? entry)
    {
        if (entry is not null && !Bytes(entry, 16).AsSpan().SequenceEqual("little"u8))
        {
            throw new TensorFileException("The file was saved on a big-endian machine, which is not read.");
        }
    }

    private static Tensor Create(ZipArchive archive, string folder, string name, object? value)
    {
        if (value is not TensorView view)
        {
            throw new TensorFileException(
                $"'{name}' is no tensor. This is a checkpoint around a state_dict, or another dictionary; save model.state_dict() alone.");
        }

        var size = TensorBytes.Size(view.Storage.Type);
        var entry = archive.GetEntry($"{folder}data/{view.Storage.Key}") ?? throw new TensorFileException($"The archive lacks the elements of '{name}'.");
        var bytes = Bytes(entry, int.MaxValue);
        return TensorBytes.Create(view.Shape, view.Storage.Type, Gather(name, view, bytes, size));
    }

    // Strides are of any kind, so every element is fetched by itself unless the tensor is contiguous.
    private static byte[] Gather(string name, TensorView view, byte[] storage, int size)
    {
        var count = TensorBytes.Count(name, view.Shape);
        if (count == 0)
        {
            return [];
        }

        // The farthest element decides; 128-bit numbers, since a file may name any.
        var farthest = (Int128)view.Offset;
        for (var i = 0; i < view.Shape.Length && view.Shape.Length == view.Strides.Length; i++)
        {
            farthest += (Int128)Math.Max(0, view.Strides[i]) * (view.Shape[i] - 1);
        }

        if (view.Offset < 0
            || view.Shape.Length != view.Strides.Length
            || view.Strides.Any(stride => stride < 0)
            || farthest >= storage.Length / size
            || count > storage.Length)
        {
            throw new TensorFileException($"'{name}' reaches outside the bytes that the file has for it.");
        }

        var result = new byte[count * size];
        for (var i = 0L; i < count; i++)
        {
            var (rest, source) = (i, view.Offset);
            for (var d = view.Shape.Length - 1; d >= 0; d--)
            {
                source += rest % view.Shape[d] * view.Strides[d];
                rest /= view.Shape[d];
            }

            storage.AsSpan((int)(source * size), size).CopyTo(result.AsSpan((int)(i * size)));
        }

        return result;
    }

    private static byte[] Bytes(ZipArchiveEntry entry, long longest)
    {
        if (entry.Length > longest || entry.Length / LargestRatio > entry.CompressedLength)
        {
            throw new TensorFileException($"{entry.FullName} is larger than such a member may be.");
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) != bytes.Length)
        {
            throw new TensorFileException($"{entry.FullName} is shorter than the archive says.");
        }

        return bytes;
    }
}
