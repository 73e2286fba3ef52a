using static TorchSharp.torch;

namespace Whittle.Compression.Weights;

/// <summary>Tensors from and to little-endian bytes.</summary>
internal static class TensorBytes
{
    public static int Size(ScalarType type) => type switch
    {
        ScalarType.Float64 or ScalarType.Int64 => 8,
        ScalarType.Float32 or ScalarType.Int32 => 4,
        ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Elements of a shape, or an error when they do not fit the memory.</summary>
    public static long Count(string name, IEnumerable<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            if (size < 0 || (size > 0 && count > int.MaxValue / size))
            {
                throw new TensorFileException($"'{name}' has the shape [{string.Join(", ", shape)}], which is not the shape of a tensor of this file.");
            }

            count *= size;
        }

        return count;
    }

    public static Tensor Create(long[] shape, ScalarType type, ReadOnlySpan<byte> bytes)
    {
        var result = zeros(shape, dtype: type);
        if (bytes.Length > 0)
        {
            result.bytes = bytes.ToArray();
        }

        return result;
    }

    public static byte[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().clone().bytes.ToArray();
    }
}
