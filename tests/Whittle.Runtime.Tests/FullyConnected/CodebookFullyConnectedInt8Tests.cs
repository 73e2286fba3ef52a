using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Int8;
using Shape = Whittle.Runtime.Tests.Int8.FullyConnectedTestShape<Whittle.Runtime.Tests.FullyConnected.CodebookFullyConnectedInt8Tests>;

namespace Whittle.Runtime.Tests.FullyConnected;

public class CodebookFullyConnectedInt8Tests
{
    [Fact]
    public void EveryLength_EveryPath_EqualsTheDefinition()
    {
        for (var inputs = 0; inputs <= 257; inputs++)
        {
            Check(rows: 1 + (inputs % 3), inputs, outputs: 1 + (inputs * 7 % 40), entries: new[] { 2, 16, 1, 7 }[inputs / 2 % 4], kind: 0, seed: inputs);
        }
    }

    [Fact]
    public void EveryNumberOfOutputs_EveryPath_EqualsTheDefinition()
    {
        for (var outputs = 1; outputs <= 257; outputs++)
        {
            Check(rows: 1 + (outputs % 5), inputs: outputs * 11 % 70, outputs, entries: new[] { 2, 16, 1, 7 }[outputs % 4], kind: 0, seed: outputs);
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
            foreach (var entries in new[] { 1, 2, 3, 16 })
            {
                Check(rows, inputs, outputs, entries, kind, seed: kind);
            }
        }
    }

    [Fact]
    public void WhatDoesNotFit_IsRefusedByName()
    {
        (Shape.Rows, Shape.Inputs, Shape.Outputs) = (1, 8, 3);
        Assert.Equal("indices", Assert.Throws<ArgumentException>(() => new CodebookFullyConnectedInt8Accumulate<Shape>(new byte[23], [1], [])).ParamName);
        Assert.Equal("indices", Assert.Throws<ArgumentException>(() => new CodebookFullyConnectedInt8Accumulate<Shape>([.. new byte[23], 2], [1, 2], [])).ParamName);
        Assert.Equal("codebook", Assert.Throws<ArgumentException>(() => new CodebookFullyConnectedInt8Accumulate<Shape>(new byte[24], [], [])).ParamName);
        Assert.Equal("codebook", Assert.Throws<ArgumentException>(() => new CodebookFullyConnectedInt8Accumulate<Shape>(new byte[24], new sbyte[17], [])).ParamName);
        Assert.Equal("bias", Assert.Throws<ArgumentException>(() => new CodebookFullyConnectedInt8Accumulate<Shape>(new byte[24], [1], new int[2])).ParamName);
    }

    private static void Check(int rows, int inputs, int outputs, int entries, int kind, int seed)
    {
        (Shape.Rows, Shape.Inputs, Shape.Outputs) = (rows, inputs, outputs);
        var random = new Random(seed);
        var codebook = Int8Values.Weights(entries, random, kind % 3, 1);
        var indices = new byte[outputs * inputs];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = (byte)random.Next(entries);
        }

        var weights = Array.ConvertAll(indices, index => codebook[index]);
        var input = Int8Values.Activations(rows * inputs, random, kind);
        new Int8LayerCheck(
            new Factory(indices, codebook),
            outputs,
            weights,
            input,
            x => Int8Oracle.FullyConnected(rows, inputs, outputs, x, weights),
            random,
            $"{rows} x {inputs}, {entries} entries").Run();
    }

    private sealed class Factory(byte[] indices, sbyte[] codebook) : Int8LayerFactory
    {
        public override RequantizingLayer Requantizing(
            sbyte[] weights, int[] bias, int inputZeroPoint, float[] multipliers, int outputZeroPoint, int minimum, int maximum, Int8Path path) =>
            new CodebookFullyConnectedInt8<Shape>(indices, codebook, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum, path);

        public override AccumulatingLayer Accumulating(sbyte[] weights, int[] bias, Int8Path path) =>
            new CodebookFullyConnectedInt8Accumulate<Shape>(indices, codebook, bias, path);

        public override DynamicLayer Dynamic(sbyte[] weights, float[] scales, int[] sumBias, float[] bias, float minimum, float maximum, Int8Path path) =>
            new CodebookFullyConnectedInt8Dynamic<Shape>(indices, codebook, scales, sumBias, bias, minimum, maximum, path);
    }
}
