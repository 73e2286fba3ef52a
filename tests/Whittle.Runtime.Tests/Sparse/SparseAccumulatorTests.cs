using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Kernels;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;
using Whittle.Runtime.Tests.Int8;
using ConvolutionShape = Whittle.Runtime.Tests.Int8.ConvolutionTestShape<Whittle.Runtime.Tests.Sparse.SparseAccumulatorTests>;
using FullyConnectedShape = Whittle.Runtime.Tests.Int8.FullyConnectedTestShape<Whittle.Runtime.Tests.Sparse.SparseAccumulatorTests>;

namespace Whittle.Runtime.Tests.Sparse;

/// <summary>Layers take sparse forms only where they pay; here every form runs on every layer, between guard pages, against the scalar sums.</summary>
public unsafe class SparseAccumulatorTests
{
    [Fact]
    public void FullyConnected_EveryLength_EveryFormat_EqualsScalar()
    {
        for (var inputs = 1; inputs <= 257; inputs++)
        {
            (FullyConnectedShape.Rows, FullyConnectedShape.Inputs, FullyConnectedShape.Outputs) = (1 + (inputs % 11), inputs, 1 + (inputs * 7 % 70));
            Check(Int8Geometry.OfFullyConnected<FullyConnectedShape>(), inputs);
        }
    }

    // More steps than the first-level cache holds (StreamedSteps), with and without copies (ShiftedWindows): up to 4096 inputs.
    [Theory]
    [InlineData(784, 300)]
    [InlineData(1001, 250)]
    [InlineData(64, 1500)]
    [InlineData(63, 1500)]
    [InlineData(4096, 50)]
    [InlineData(4099, 50)]
    public void FullyConnected_ManySteps_EveryFormat_EqualsScalar(int inputs, int outputs)
    {
        (FullyConnectedShape.Rows, FullyConnectedShape.Inputs, FullyConnectedShape.Outputs) = (1, inputs, outputs);
        Check(Int8Geometry.OfFullyConnected<FullyConnectedShape>(), seed: 2);
    }

    [Fact]
    public void Convolution_RandomShapes_EveryFormat_EqualsScalar()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var random = new Random(seed);
            ConvolutionShape.Sizes = new ConvolutionSizes(
                random.Next(1, 3), 1, random.Next(1, 80), random.Next(1, 50), random.Next(1, 4), random.Next(1, 24), random.Next(1, 4), random.Next(1, 4),
                random.Next(1, 3), random.Next(1, 3), random.Next(2));
            Check(Int8Geometry.OfConvolution<ConvolutionShape>(), seed);
        }
    }

    private static void Check(Int8Geometry geometry, int seed)
    {
        var random = new Random(seed);
        var weights = Int8Values.Weights(geometry.Outputs * geometry.Depth, random, seed % 5 % 3, new[] { 0.02, 0.1, 0.3, 1, 0 }[seed % 5]);
        using var input = new GuardedMemory(geometry.InputLength, atEnd: seed % 2 == 0);
        Int8Values.Activations(geometry.InputLength, random, seed % 4).CopyTo(input.Bytes);
        var scalar = Int8Kernels<AccumulateEpilogue>.Dense(geometry, weights, Int8Path.Scalar);
        var rows = new SparseRows(weights, geometry.Outputs, SparseRows.Runs(geometry.RunOffsets, geometry.RunLength));
        foreach (var signed in new[] { false, true })
        {
            var expected = Sums(scalar, geometry, input, signed);
            foreach (var format in Formats(geometry))
            {
                var packed = GatherSteps.Pack(rows, format);
                foreach (var path in PathsOf(format))
                {
                    var actual = Sums(Int8Kernels<AccumulateEpilogue>.Gather(geometry, weights, packed, path), geometry, input, signed);
                    Assert.True(
                        expected.AsSpan().SequenceEqual(actual), $"{format}, {path}, signed {signed}, {geometry.Depth} -> {geometry.Outputs}, seed {seed}");
                }
            }

            foreach (var path in Int8Paths.Supported.Where(path => path != Int8Path.Scalar && rows.Reach >= BlockSteps.Width))
            {
                var packed = BlockSteps.Pack(rows, path == Int8Path.Vector128 ? 8 : 16);
                var actual = Sums(Int8Kernels<AccumulateEpilogue>.Blocks(geometry, weights, packed, path), geometry, input, signed);
                Assert.True(expected.AsSpan().SequenceEqual(actual), $"blocks, {path}, signed {signed}, {geometry.Depth} -> {geometry.Outputs}, seed {seed}");
            }
        }
    }

    private static IEnumerable<GatherFormat> Formats(Int8Geometry geometry)
    {
        foreach (var sorted in new[] { false, true })
        {
            foreach (var pairSafe in new[] { true, false })
            {
                // Without VNNI there is only the pair-safe product. An odd number of steps is a case of its own.
                var options = new GatherFormat { PairSafe = pairSafe, Sorted = sorted, StepMultiple = pairSafe || sorted ? 1 : 2 };
                if (pairSafe)
                {
                    yield return Of(GatherFormat.Window16Narrow);
                }

                if (pairSafe ? Avx2.IsSupported : AvxVnni.IsSupported)
                {
                    yield return Of(GatherFormat.Window16);
                }

                if (Avx512Vbmi.IsSupported && (pairSafe || AvxVnni.IsSupported))
                {
                    yield return Of(GatherFormat.Window64);
                    yield return Of(GatherFormat.Window128);
                    yield return Of(GatherFormat.Window128) with { Alignment = 1 };
                    yield return Of(GatherFormat.Pair64);
                    yield return Of(GatherFormat.Pair64) with { Alignment = 1 };
                }

                GatherFormat Of(GatherFormat format) =>
                    format with { PairSafe = options.PairSafe, Sorted = options.Sorted, StepMultiple = options.StepMultiple };
            }
        }
    }

    // Paths that differ in how they multiply steps of a format.
    private static IEnumerable<Int8Path> PathsOf(GatherFormat format) =>
        Int8Paths.Supported.Where(path => path is Int8Path.Avx512VnniNarrow or Int8Path.Avx512Vnni ? format.Lanes == 16 : path == Int8Path.Vector128);

    private static int[] Sums(Int8Kernel<AccumulateEpilogue> kernel, Int8Geometry geometry, GuardedMemory input, bool signed)
    {
        var parameters = new AccumulateParameters(kernel.Channels, []);
        using var output = new GuardedMemory(geometry.Positions * geometry.Outputs * sizeof(int), atEnd: geometry.Outputs % 2 == 0);
        fixed (byte* x = input.Bytes, y = output.Bytes)
        {
            // A zero point of -128 takes back what is added to signed activations.
            kernel.Run(x, signed, y, new AccumulateEpilogue(parameters, signed, signed ? -128 : 0));
        }

        // The ending holds addresses only, as layers do, which keep their parameters alive in the same way.
        GC.KeepAlive(parameters);

        return output.As<int>().ToArray();
    }
}
