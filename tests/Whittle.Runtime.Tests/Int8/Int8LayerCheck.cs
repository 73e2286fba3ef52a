using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Int8;

/// <summary>How the layers of one kind are built.</summary>
internal abstract class Int8LayerFactory
{
    public abstract RequantizingLayer Requantizing(
        sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum, Int8Path path);

    public abstract AccumulatingLayer Accumulating(sbyte[] weights, int[] bias, Int8Path path);

    public abstract DynamicLayer Dynamic(sbyte[] weights, float[] scales, int[] sumBias, float[] bias, float minimum, float maximum, Int8Path path);

    /// <summary>Null for kinds of layers to which nothing is added.</summary>
    public virtual AddingLayer? Adding(
        sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum,
        ResidualSum sum, Int8Path path) => null;
}

/// <summary>Runs one layer on every path, with all its epilogues, signed and unsigned, between guard pages,
/// and compares with the definition bit for bit.</summary>
internal sealed class Int8LayerCheck(
    Int8LayerFactory factory, int outputs, sbyte[] weights, byte[] input, Func<int[], int[]> sumsOf, Random random, string what)
{
    private readonly bool _atEnd = random.Next(2) == 0;

    public void Run()
    {
        foreach (var path in Int8Paths.Supported)
        {
            foreach (var signed in new[] { false, true })
            {
                var zeroPoint = random.Next(4) switch { 0 => 0, 1 => signed ? -128 : 255, 2 => signed ? 127 : 128, _ => random.Next(signed ? -128 : 0, 128) };
                var sums = sumsOf(Int8Oracle.Centre(input, signed, zeroPoint));
                Accumulate(path, signed, zeroPoint, sums);
                Requantize(path, signed, zeroPoint, sums);
                Dynamic(path, signed, zeroPoint, sums);
                Add(path, signed, zeroPoint, sums);
            }
        }
    }

    private void Accumulate(Int8Path path, bool signed, int zeroPoint, int[] sums)
    {
        var bias = random.Next(2) == 0 ? [] : Int8Values.Integers(outputs, random);
        using var x = Guarded(input);
        using var y = new GuardedMemory(sums.Length * sizeof(int), _atEnd);
        var layer = factory.Accumulating(weights, bias, path);
        if (signed)
        {
            layer.Run<sbyte>(x.As<sbyte>(), zeroPoint, y.As<int>());
        }
        else
        {
            layer.Run<byte>(x.Bytes, zeroPoint, y.As<int>());
        }

        for (var i = 0; i < sums.Length; i++)
        {
            Same(sums[i] + (bias.Length == 0 ? 0 : bias[i % outputs]), y.As<int>()[i], i, path, signed);
        }
    }

    private void Requantize(Int8Path path, bool signed, int zeroPoint, int[] sums)
    {
        var signedOutput = random.Next(2) == 0;
        var (low, high) = signedOutput ? (-128, 127) : (0, 255);
        // The least number as the zero point is where saturation alone may end a sum.
        var outputZeroPoint = random.Next(3) == 0 ? low : random.Next(low, high + 1);
        var (minimum, maximum) = random.Next(3) == 0 ? (outputZeroPoint, Math.Min(high, outputZeroPoint + 40)) : (low, high);
        var bias = random.Next(3) == 0 ? [] : Int8Values.Integers(outputs, random);
        // A multiplier of a power of two makes ties, which must go to the even neighbour.
        var multipliers = random.Next(3) == 0 ? [1f / 256] : Int8Values.Floats(outputs, random, 0.002f);
        using var x = Guarded(input);
        using var y = new GuardedMemory(sums.Length, _atEnd);
        var layer = factory.Requantizing(weights, bias, zeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);
        switch (signed, signedOutput)
        {
            case (true, true):
                layer.Run<sbyte, sbyte>(x.As<sbyte>(), y.As<sbyte>());
                break;
            case (true, false):
                layer.Run<sbyte, byte>(x.As<sbyte>(), y.Bytes);
                break;
            case (false, true):
                layer.Run<byte, sbyte>(x.Bytes, y.As<sbyte>());
                break;
            default:
                layer.Run<byte, byte>(x.Bytes, y.Bytes);
                break;
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var sum = sums[i] + (bias.Length == 0 ? 0 : bias[i % outputs]);
            var expected = Int8Oracle.Requantize(sum, multipliers[i % multipliers.Length], outputZeroPoint, minimum, maximum);
            Same(expected, signedOutput ? y.As<sbyte>()[i] : y.Bytes[i], i, path, signed);
        }
    }

    private void Dynamic(Int8Path path, bool signed, int zeroPoint, int[] sums)
    {
        var scales = random.Next(3) == 0 ? [0.01f] : Int8Values.Floats(outputs, random, 0.01f);
        var sumBias = random.Next(2) == 0 ? [] : Int8Values.Integers(outputs, random);
        var bias = random.Next(2) == 0 ? [] : Int8Values.Floats(outputs, random, 3);
        var (minimum, maximum) = random.Next(2) == 0 ? (float.NegativeInfinity, float.PositiveInfinity) : (0f, 6f);
        const float InputScale = 0.037f;
        using var x = Guarded(input);
        using var y = new GuardedMemory(sums.Length * sizeof(float), _atEnd);
        var layer = factory.Dynamic(weights, scales, sumBias, bias, minimum, maximum, path);
        if (signed)
        {
            layer.Run<sbyte>(x.As<sbyte>(), InputScale, zeroPoint, y.As<float>());
        }
        else
        {
            layer.Run<byte>(x.Bytes, InputScale, zeroPoint, y.As<float>());
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var scale = InputScale * scales[i % scales.Length];
            var value = ((float)(sums[i] + (sumBias.Length == 0 ? 0 : sumBias[i % outputs])) * scale) + (bias.Length == 0 ? 0 : bias[i % outputs]);
            Same(Math.Clamp(value, minimum, maximum), y.As<float>()[i], i, path, signed);
        }
    }

    private void Add(Int8Path path, bool signed, int zeroPoint, int[] sums)
    {
        var (signedOutput, residualIsLeft) = (random.Next(2) == 0, random.Next(2) == 0);
        var (low, high) = signedOutput ? (-128, 127) : (0, 255);
        var outputZeroPoint = random.Next(low, high + 1);
        var (minimum, maximum) = random.Next(3) == 0 ? (outputZeroPoint, Math.Min(high, outputZeroPoint + 40)) : (low, high);
        var bias = random.Next(3) == 0 ? [] : Int8Values.Integers(outputs, random);
        var multipliers = random.Next(3) == 0 ? [1f / 256] : Int8Values.Floats(outputs, random, 0.002f);
        // Ratios of powers of two make ties.
        float Scale() => random.Next(3) == 0 ? 0.5f : 0.05f + random.NextSingle();
        int ZeroPoint() => random.Next(low, high + 1);
        var sum = new Int8Sum(Scale(), ZeroPoint(), Scale(), ZeroPoint(), Scale(), random.Next(3) == 0 ? low : ZeroPoint());
        if (factory.Adding(
            weights,
            bias,
            zeroPoint,
            multipliers,
            outputZeroPoint,
            minimum,
            maximum,
            new ResidualSum(sum.LeftScale, sum.LeftZeroPoint, sum.RightScale, sum.RightZeroPoint, sum.OutputScale, sum.OutputZeroPoint, residualIsLeft),
            path) is not { } layer)
        {
            return;
        }

        var bytes = new byte[sums.Length];
        random.NextBytes(bytes);
        using var x = Guarded(input);
        using var residual = Guarded(bytes);
        using var y = new GuardedMemory(sums.Length, _atEnd);
        switch (signed, signedOutput)
        {
            case (true, true):
                layer.Run<sbyte, sbyte>(x.As<sbyte>(), residual.As<sbyte>(), y.As<sbyte>());
                break;
            case (true, false):
                layer.Run<sbyte, byte>(x.As<sbyte>(), residual.Bytes, y.Bytes);
                break;
            case (false, true):
                layer.Run<byte, sbyte>(x.Bytes, residual.As<sbyte>(), y.As<sbyte>());
                break;
            default:
                layer.Run<byte, byte>(x.Bytes, residual.Bytes, y.Bytes);
                break;
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var own = Int8Oracle.Requantize(
                sums[i] + (bias.Length == 0 ? 0 : bias[i % outputs]), multipliers[i % multipliers.Length], outputZeroPoint, minimum, maximum);
            int other = signedOutput ? (sbyte)bytes[i] : bytes[i];
            var expected = residualIsLeft ? Int8Oracle.Add(other, own, sum, low, high) : Int8Oracle.Add(own, other, sum, low, high);
            Same(expected, signedOutput ? y.As<sbyte>()[i] : y.Bytes[i], i, path, signed);
        }
    }

    private GuardedMemory Guarded(byte[] bytes)
    {
        var memory = new GuardedMemory(bytes.Length, _atEnd);
        bytes.CopyTo(memory.Bytes);
        return memory;
    }

    private void Same<T>(T expected, T actual, int index, Int8Path path, bool signed)
        where T : IEquatable<T>
    {
        if (!expected.Equals(actual))
        {
            Assert.Fail($"{what}, {path}, {(signed ? "signed" : "unsigned")}, element {index} of {outputs} outputs: {expected} expected, {actual} found.");
        }
    }
}
