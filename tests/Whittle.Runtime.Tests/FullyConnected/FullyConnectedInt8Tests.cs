using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Int8.FullyConnectedTestShape<Whittle.Runtime.Tests.FullyConnected.FullyConnectedInt8Tests>;

namespace Whittle.Runtime.Tests.FullyConnected;

public class FullyConnectedInt8Tests
{
    [Fact]
    public void EveryLength_EveryPath_EqualsTheDefinition()
    {
        for (var inputs = 0; inputs <= 257; inputs++)
        {
            Check(rows: 1 + (inputs % 3), inputs, outputs: 1 + (inputs * 7 % 40), kind: 0, seed: inputs);
            if (inputs % 3 != 0)
            {
                Check(rows: 1, inputs, outputs: 1 + (inputs * 11 % 50), kind: 0, seed: inputs);
                Check(rows: 1, inputs, outputs: 49 + (inputs * 11 % 90), kind: 0, seed: inputs);
            }
        }
    }

    [Fact]
    public void EveryNumberOfOutputs_EveryPath_EqualsTheDefinition()
    {
        for (var outputs = 1; outputs <= 257; outputs++)
        {
            Check(rows: 1 + (outputs % 5), inputs: outputs * 11 % 70, outputs, kind: 0, seed: outputs);
        }
    }

    [Theory]
    [InlineData(1, 70, 1)]
    [InlineData(2, 33, 2)]
    [InlineData(9, 16, 3)]
    [InlineData(13, 100, 17)]
    [InlineData(1, 784, 300)]
    [InlineData(70, 5, 66)]
    [InlineData(1, 12, 5000)]
    public void ExtremeValues_EveryPath_EqualsTheDefinition(int rows, int inputs, int outputs)
    {
        for (var kind = 0; kind < 4; kind++)
        {
            Check(rows, inputs, outputs, kind, seed: kind);
        }
    }

    [Fact]
    public void LengthsThatDoNotFit_AreRefusedByName()
    {
        (Shape.Rows, Shape.Inputs, Shape.Outputs) = (1, 8, 3);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => new FullyConnectedInt8Accumulate<Shape>(new sbyte[23], [])).ParamName);
        Assert.Equal("bias", Assert.Throws<ArgumentException>(() => new FullyConnectedInt8Accumulate<Shape>(new sbyte[24], new int[2])).ParamName);
        var layer = new FullyConnectedInt8Accumulate<Shape>(new sbyte[24], []);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Run<byte>(new byte[7], 0, new int[3])).ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => layer.Run<byte>(new byte[8], 0, new int[4])).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Run<short>(new short[8], 0, new int[3])).ParamName);
    }

    private static void Check(int rows, int inputs, int outputs, int kind, int seed)
    {
        (Shape.Rows, Shape.Inputs, Shape.Outputs) = (rows, inputs, outputs);
        var random = new Random(seed);
        var weights = Int8Values.Weights(outputs * inputs, random, kind % 3, 1);
        var input = Int8Values.Activations(rows * inputs, random, kind);
        new Int8LayerCheck(
            new Factory(), outputs, weights, input, x => Int8Oracle.FullyConnected(rows, inputs, outputs, x, weights), random, $"{rows} x {inputs}").Run();
    }

    private sealed class Factory : Int8LayerFactory
    {
        public override RequantizingLayer Requantizing(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum, Int8Path path) =>
            new FullyConnectedInt8<Shape>(weights, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);

        public override AccumulatingLayer Accumulating(sbyte[] weights, int[] bias, Int8Path path) =>
            new FullyConnectedInt8Accumulate<Shape>(weights, bias, path);

        public override DynamicLayer Dynamic(sbyte[] weights, float[] scales, int[] sumBias, float[] bias, float minimum, float maximum, Int8Path path) =>
            new FullyConnectedInt8Dynamic<Shape>(weights, scales, sumBias, bias, minimum, maximum, path);
    }
}
