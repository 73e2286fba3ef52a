namespace Whittle.Onnx.Tests;

public class TensorConversionTests
{
    [Fact]
    public void Float16_EveryBitPattern_EqualsHalf()
    {
        var bits = Enumerable.Range(0, 65536).Select(i => (ushort)i).ToArray();
        var floats = OnnxTensor.FromFloat16Bits("h", [65536], bits).ToFloats();
        for (var i = 0; i < bits.Length; i++)
        {
            var expected = (float)BitConverter.UInt16BitsToHalf(bits[i]);
            Assert.True(
                float.IsNaN(expected) ? float.IsNaN(floats[i]) : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(floats[i]),
                $"0x{i:X4}: {expected} != {floats[i]}");
        }
    }

    [Fact]
    public void BFloat16_IsTheUpperHalfOfAFloat()
    {
        ushort[] bits = [0x3F80, 0xC049, 0x7F80, 0x8000];
        Assert.Equal([1f, -3.140625f, float.PositiveInfinity, -0f], OnnxTensor.FromBFloat16Bits("b", [4], bits).ToFloats());
        Assert.Equal(-3.140625, OnnxTensor.FromBFloat16Bits("b", [4], bits).ToDoubles()[1]);
    }

    [Fact]
    public void Integers_ReadAsEveryType()
    {
        long[] shape = [2];
        OnnxTensor[] tensors =
        [
            OnnxTensor.FromSBytes("t", shape, [-3, 5]),
            OnnxTensor.FromInt16s("t", shape, [-3, 5]),
            OnnxTensor.FromInt32s("t", shape, [-3, 5]),
            OnnxTensor.FromInt64s("t", shape, [-3, 5]),
            OnnxTensor.FromInt4s("t", shape, [-3, 5]),
        ];
        foreach (var tensor in tensors)
        {
            Assert.Equal([-3L, 5L], tensor.ToInt64s());
            Assert.Equal([-3f, 5f], tensor.ToFloats());
            Assert.Equal([-3d, 5d], tensor.ToDoubles());
        }
    }

    [Fact]
    public void UnsignedIntegers_ReadAsEveryType()
    {
        long[] shape = [2];
        OnnxTensor[] tensors =
        [
            OnnxTensor.FromBytes("t", shape, [1, 15]),
            OnnxTensor.FromUInt16s("t", shape, [1, 15]),
            OnnxTensor.FromUInt32s("t", shape, [1, 15]),
            OnnxTensor.FromUInt64s("t", shape, [1, 15]),
            OnnxTensor.FromUInt4s("t", shape, [1, 15]),
        ];
        foreach (var tensor in tensors)
        {
            Assert.Equal([1L, 15L], tensor.ToInt64s());
            Assert.Equal([1f, 15f], tensor.ToFloats());
            Assert.Equal([1d, 15d], tensor.ToDoubles());
        }
    }

    [Fact]
    public void Extremes_KeepTheirSign()
    {
        Assert.Equal([4294967295L], OnnxTensor.FromUInt32s("t", [1], [uint.MaxValue]).ToInt64s());
        Assert.Equal([255L, 128L], OnnxTensor.FromBytes("t", [2], [255, 128]).ToInt64s());
        Assert.Equal([-128L], OnnxTensor.FromSBytes("t", [1], [-128]).ToInt64s());
        Assert.Equal([18446744073709551615d], OnnxTensor.FromUInt64s("t", [1], [ulong.MaxValue]).ToDoubles());
        Assert.Equal([18446744073709551615f], OnnxTensor.FromUInt64s("t", [1], [ulong.MaxValue]).ToFloats());
        var failure = Assert.Throws<OnnxFormatException>(() => OnnxTensor.FromUInt64s("t", [1], [ulong.MaxValue]).ToInt64s());
        Assert.Equal("Tensor 't' holds an unsigned value above 9223372036854775807.", failure.Message);
    }

    [Fact]
    public void FloatsAndBools()
    {
        Assert.Equal([1.5f, -2f], OnnxTensor.FromDoubles("t", [2], [1.5, -2]).ToFloats());
        Assert.Equal([1.5, -2], OnnxTensor.FromFloats("t", [2], [1.5f, -2]).ToDoubles());
        Assert.Equal([1.5f, -2f], OnnxTensor.FromFloats("t", [2], [1.5f, -2]).ToFloats());
        Assert.Equal([1f, 0f, 1f], OnnxTensor.FromBools("t", [3], [true, false, true]).ToFloats());
        Assert.Equal([1L, 0L, 1L], OnnxTensor.FromBools("t", [3], [true, false, true]).ToInt64s());
    }

    [Fact]
    public void SubByteTypes_FirstElementInTheLowestBits()
    {
        var packed = OnnxTensor.FromInt4s("t", [3], [-8, 7, -1]);
        Assert.Equal([0x78, 0x0F], packed.Data.ToArray());
        Assert.Equal([-8L, 7L, -1L], packed.ToInt64s());
        var bits = new OnnxTensor { ElementType = OnnxElementType.Int2, Dimensions = [5], Data = new byte[] { 0b11_10_01_00, 0b10 } };
        Assert.Equal([0L, 1L, -2L, -1L, -2L], bits.ToInt64s());
        bits.ElementType = OnnxElementType.UInt2;
        Assert.Equal([0f, 1f, 2f, 3f, 2f], bits.ToFloats());
    }

    [Fact]
    public void TypesWithoutSuchAReading_AreRefusedByName()
    {
        var words = OnnxTensor.FromStrings("words", [1], ["a"]);
        var failure = Assert.Throws<OnnxFormatException>(words.ToFloats);
        Assert.Equal("Tensor 'words' has elements of type String, which cannot be read as floats.", failure.Message);
        Assert.Throws<OnnxFormatException>(() => OnnxTensor.FromFloats("f", [1], [1]).ToInt64s());
        var shortData = new OnnxTensor { Name = "s", ElementType = OnnxElementType.Float, Dimensions = [2], Data = new byte[4] };
        Assert.Throws<OnnxFormatException>(shortData.ToFloats);
    }

    [Fact]
    public void Factories_WrongCount_Throw()
    {
        Assert.Throws<ArgumentException>(() => OnnxTensor.FromFloats("f", [2, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => OnnxTensor.FromInt4s("f", [2], [1]));
        Assert.Throws<ArgumentException>(() => OnnxTensor.FromStrings("f", [], []));
    }
}
