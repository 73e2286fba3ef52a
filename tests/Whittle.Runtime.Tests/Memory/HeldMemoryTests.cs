using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Memory;

/// <summary>A layer holds its packed weights once, in native memory, and nothing else that is large: not what they were decoded into, nor a second form.</summary>
public class HeldMemoryTests
{
    private const int Inputs = 4096;
    private const int Outputs = 1024;
    private const int Weights = Inputs * Outputs;

    /// <summary>Bytes beside the packed weights: biases, scales, sums and orders of outputs.</summary>
    private const int Little = 64 * 1024;

    [Fact]
    public void DenseInt8_AByteAWeight() => EveryPath(
        path => new FullyConnectedInt8<Shape>(Random(1), [], 0, [1f], 0, 0, 255, path), (_, held) => Assert.InRange(held.Native, Weights, Weights + Little));

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.1)]
    [InlineData(0.05)]
    public void SparseInt8_NoMoreThanDense(double density) => EveryPath(
        path => new SparseFullyConnectedInt8<Shape>(Random(density), [], 0, [1f], 0, 0, 255, path),
        (_, held) => Assert.InRange(held.Native, (long)(Weights * density), Weights + Little));

    [Theory]
    [InlineData(2, 8)]
    [InlineData(16, 2)]
    public void CodebookInt8_IndicesWhereTheyAreDecodedInTheKernel(int entries, int weightsPerByte) => EveryPath(
        path => new CodebookFullyConnectedInt8<Shape>(Indices(entries), Book(entries), [], 0, [1f], 0, 0, 255, path),
        (path, held) => Assert.InRange(held.Native, Weights / weightsPerByte, (path is Int8Path.Avx512Vnni or Int8Path.Avx2Vnni ? Weights / weightsPerByte : Weights) + Little));

    [Fact]
    public void DenseFloat_FourBytesAWeight() => EveryLevel(
        level => new FullyConnectedFloat<Shape>(Floats(1), [], 0, 1, level), (_, held) => Assert.InRange(held.Native, Weights * 4L, (Weights * 4L) + Little));

    [Fact]
    public void SparseFloat_LessThanAThirdOfDense() => EveryLevel(
        level => new SparseFullyConnectedFloat<Shape>(Floats(0.1), [], 0, 1, level), (_, held) => Assert.InRange(held.Native, Weights / 10 * 4, Weights * 4 / 3));

    [Fact]
    public void CodebookFloat_IndicesWhereTheyAreDecodedInTheKernel() => EveryLevel(
        level => new CodebookFullyConnectedFloat<Shape>(Indices(16), [.. Book(16).Select(value => (float)value)], [], 0, 1, level),
        (level, held) => Assert.InRange(held.Native, Weights / 2, (level == IsaLevel.Avx512 ? Weights / 2 : Weights * 4L) + Little));

    [Fact]
    public void BinaryFloat_BitsWhereTheyAreCounted() => EveryLevel(
        level => new SignFullyConnectedFloat<Shape>([.. Floats(1).Select(value => value < 0 ? -1f : 1f)], [], false, 0, 1, level),
        (_, held) => Assert.InRange(held.Native, Weights / 8, (Weights / 8) + Little));

    private static void EveryPath(Func<Int8Path, object> layer, Action<Int8Path, HeldMemory> check)
    {
        foreach (var path in Int8Paths.Supported)
        {
            Check(path, layer(path), check);
        }
    }

    private static void EveryLevel(Func<IsaLevel, object> layer, Action<IsaLevel, HeldMemory> check)
    {
        foreach (var level in Kernels.IsaLevels.All)
        {
            Check(level, layer(level), check);
        }
    }

    private static void Check<T>(T path, object layer, Action<T, HeldMemory> check)
    {
        var held = new HeldMemory(layer);
        Assert.True(held.Managed <= Little, $"{path}: arrays of {held.Managed} bytes are kept.");
        check(path, held);
    }

    private static sbyte[] Random(double density) => Tests.Int8.Int8Values.Weights(Weights, new Random(1), kind: 0, density);

    private static float[] Floats(double density) => [.. Random(density).Select(weight => weight * 0.01f)];

    private static byte[] Indices(int entries)
    {
        var random = new Random(2);
        var indices = new byte[Weights];
        random.NextBytes(indices);
        return [.. indices.Select(index => (byte)(index % entries))];
    }

    private static sbyte[] Book(int entries) => [.. Enumerable.Range(0, entries).Select(entry => (sbyte)((entry * 16) - 100))];

    private readonly struct Shape : IFullyConnectedShape
    {
        public static int Rows => 1;

        public static int Inputs => HeldMemoryTests.Inputs;

        public static int Outputs => HeldMemoryTests.Outputs;
    }
}
