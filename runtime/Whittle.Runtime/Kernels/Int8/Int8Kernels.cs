using System.Runtime.Intrinsics;
using Whittle.Runtime.Kernels.Winograd;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Chooses the packed form of each kind of layer.</summary>
internal static class Int8Kernels<TEpilogue>
    where TEpilogue : struct, IInt8Epilogue
{
    public static Int8Kernel<TEpilogue> Dense(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path) => SinglePosition(geometry, path)
        ? path switch
        {
            Int8Path.Avx512Vnni => new SinglePositionInt8<Int8Lanes256Wide<Int8Vnni>, TEpilogue>(geometry, weights, path.EndingLevel()),
            Int8Path.Avx512VnniNarrow => new SinglePositionInt8<Int8Lanes256Narrow<Int8Vnni>, TEpilogue>(geometry, weights, path.EndingLevel()),
            _ => new SinglePositionInt8<Int8Lanes256<Int8Vnni>, TEpilogue>(geometry, weights, path.EndingLevel()),
        }
        : LowBitWeights.Pay(geometry, weights, path) ? LowBit(geometry, weights, path) : DenseTiles(geometry, weights, path);

    // A method of its own: one that names all kinds of tiles takes long to compile, and small networks often need none.
    private static Int8Kernel<TEpilogue> DenseTiles(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path) => path switch
    {
        Int8Path.Scalar => Sums(new Int8ScalarAccumulator(geometry, weights), path),
        Int8Path.Avx512Vnni => new DenseKernelInt8<DenseTile<Int8Lanes256Wide<Int8Vnni>, Vector256<int>>, TEpilogue>(geometry, weights),
        Int8Path.Avx512VnniNarrow => new DenseKernelInt8<DenseTile<Int8Lanes256Narrow<Int8Vnni>, Vector256<int>>, TEpilogue>(geometry, weights),
        Int8Path.Avx2Vnni => new DenseKernelInt8<DenseTile<Int8Lanes256<Int8Vnni>, Vector256<int>>, TEpilogue>(geometry, weights),
        Int8Path.Avx512 => new DenseKernelInt8<DenseTile<Int8Lanes512<Int8Widening>, Vector512<int>>, TEpilogue>(geometry, weights),
        Int8Path.Avx2 => new DenseKernelInt8<DenseTile<Int8Lanes256<Int8Widening>, Vector256<int>>, TEpilogue>(geometry, weights),
        _ => new DenseKernelInt8<DenseTile<Int8Lanes128<Int8Widening>, Vector128<int>>, TEpilogue>(geometry, weights),
    };

    /// <summary>Small weights, summed in 16 bits: 256 or 512 bits.</summary>
    private static Int8Kernel<TEpilogue> LowBit(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
    {
        var steps = LowBitWeights.StepsPerSum(weights);
        return path == Int8Path.Avx2
            ? new DenseKernelInt8<LowBitTile<Int8Lanes256<Int8Widening>, LowBitPairs, Vector256<int>>, TEpilogue>(geometry, weights, steps)
            : new DenseKernelInt8<LowBitTile<Int8Lanes512<Int8Widening>, LowBitPairs, Vector512<int>>, TEpilogue>(geometry, weights, steps);
    }

    /// <summary>Gather steps or blocks where they pay on this path, otherwise dense panels: the compiler chose for the best path.</summary>
    public static Int8Kernel<TEpilogue> Sparse(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path) =>
        Sparse(geometry, weights, SparseForm(geometry, weights, path), path);

    /// <summary>The form that was found to be the best.</summary>
    public static Int8Kernel<TEpilogue> Sparse(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, SparseChoice? form, Int8Path path) =>
        form is null ? Dense(geometry, weights, path)
        : form.Blocks is null ? Gather(geometry, weights, form.Steps, path)
        : Blocks(geometry, weights, form.Blocks, path);

    /// <summary>The best sparse form; null where dense panels are faster.</summary>
    public static SparseChoice? SparseForm(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
    {
        if (path == Int8Path.Scalar || geometry.Groups > 1 || weights.Length != geometry.Outputs * geometry.Depth)
        {
            return null;
        }

        var rows = new SparseRows(weights, geometry.Outputs, SparseRows.Runs(geometry.RunOffsets, geometry.RunLength));
        var choice = SparseChoice.Of(rows, geometry.Depth, geometry.RowLength, geometry.PositionStride, GatherKinds.TargetOf(path));
        return choice.Pays ? choice : null;
    }

    /// <summary>Gather steps of a format that the path has.</summary>
    public static Int8Kernel<TEpilogue> Gather(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, GatherSteps packed, Int8Path path)
    {
        Int8Kernel<TEpilogue> kernel = packed.Format.Lanes == 16 ? Permuted(geometry, weights, packed, path) : Shuffled(geometry, weights, packed, path);
        return packed.Format.Sorted ? new SettlingKernel<TEpilogue>(kernel, geometry) : kernel;
    }

    private static Int8Kernel<TEpilogue> Permuted(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, GatherSteps packed, Int8Path path) =>
        GatherKinds.Of(packed.Format) switch
        {
            GatherKind.PermutePair64 => Permuted<GatherPermutePair64>(geometry, weights, packed, path),
            GatherKind.Permute128 => Permuted<GatherPermute128>(geometry, weights, packed, path),
            _ => Permuted<GatherPermute64>(geometry, weights, packed, path),
        };

    private static Int8Kernel<TEpilogue> Permuted<TGather>(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, GatherSteps packed, Int8Path path)
        where TGather : struct, IByteGather<Vector512<int>> => packed.Format.PairSafe
        ? new GatherKernelInt8<GatherTile<Int8Lanes512<Int8PairSafe>, TGather, Vector512<int>>, TEpilogue>(geometry, weights, packed, path)
        : StreamedSteps.Are(geometry, packed, path) ? new GatherKernelInt8<GatherTileStreamed<TGather>, TEpilogue>(geometry, weights, packed, path)
        : new GatherKernelInt8<GatherTileHalves<TGather>, TEpilogue>(geometry, weights, packed, path);

    private static Int8Kernel<TEpilogue> Shuffled(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, GatherSteps packed, Int8Path path) =>
        GatherKinds.Of(packed.Format) switch
        {
            GatherKind.Shuffle256Vnni =>
                new GatherKernelInt8<GatherTile<Int8Lanes256<Int8Vnni>, GatherShuffle256, Vector256<int>>, TEpilogue>(geometry, weights, packed, path),
            GatherKind.Shuffle256 =>
                new GatherKernelInt8<GatherTile<Int8Lanes256<Int8PairSafe>, GatherShuffle256, Vector256<int>>, TEpilogue>(geometry, weights, packed, path),
            _ => new GatherKernelInt8<GatherTile<Int8Lanes128<Int8PairSafe>, GatherShuffle128, Vector128<int>>, TEpilogue>(geometry, weights, packed, path),
        };

    // 512 bits would make panels of 32 outputs, of which fewer are all zero.
    public static Int8Kernel<TEpilogue> Blocks(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, BlockSteps packed, Int8Path path) => path switch
    {
        Int8Path.Avx512Vnni => new BlockKernelInt8<Int8Lanes256Wide<Int8Vnni>, Vector256<int>, TEpilogue>(geometry, weights, packed),
        Int8Path.Avx512VnniNarrow => new BlockKernelInt8<Int8Lanes256Narrow<Int8Vnni>, Vector256<int>, TEpilogue>(geometry, weights, packed),
        Int8Path.Avx2Vnni => new BlockKernelInt8<Int8Lanes256<Int8Vnni>, Vector256<int>, TEpilogue>(geometry, weights, packed),
        Int8Path.Avx512 => new BlockKernelInt8<Int8Lanes256Wide<Int8Widening>, Vector256<int>, TEpilogue>(geometry, weights, packed),
        Int8Path.Avx2 => new BlockKernelInt8<Int8Lanes256<Int8Widening>, Vector256<int>, TEpilogue>(geometry, weights, packed),
        _ => new BlockKernelInt8<Int8Lanes128<Int8Widening>, Vector128<int>, TEpilogue>(geometry, weights, packed),
    };

    /// <summary>Weights of two values take a bit each, up to sixteen values four bits, where decoding is cheaper than fetching the weights themselves.</summary>
    /// <remarks>Measured: a bit pays with 512-bit vectors or without VNNI, four bits with VNNI. Where a 512-bit vector takes two ports four bits pay only
    /// once the weights leave the L2 cache, and with 256-bit VNNI that holds for both. Layers of several rows use every weight more than once, so they
    /// expand them.</remarks>
    public static Int8Kernel<TEpilogue> Codebook(Int8Geometry geometry, ReadOnlySpan<byte> indices, ReadOnlySpan<sbyte> codebook, Int8Path path)
    {
        const int MostRowsDecoded = 3;
        const int L2Bytes = 1 << 20;
        if (indices.Length != geometry.Outputs * geometry.Depth)
        {
            throw new ArgumentException($"{indices.Length} indices were given, {geometry.Outputs} x {geometry.Depth} are needed.", nameof(indices));
        }

        var weights = CodebookWeightsInt8.Expand(indices, codebook);
        var isBinary = codebook.Length <= CodebookWeightsInt8.BinaryEntries;
        var pays = geometry.Positions <= MostRowsDecoded && path switch
        {
            Int8Path.Avx512Vnni => true,
            Int8Path.Avx512VnniNarrow => isBinary || weights.Length > L2Bytes,
            Int8Path.Avx2Vnni => weights.Length > L2Bytes,
            Int8Path.Avx512 or Int8Path.Avx2 => isBinary,
            _ => false,
        };
        return !pays ? Dense(geometry, weights, path)
            : isBinary ? Sums(new BinaryPanelsInt8(geometry, indices, codebook, weights, path), path)
            : Sums(new CodebookPanelsInt8(geometry, indices, codebook, weights, path), path);
    }

    /// <summary>Winograd's form where 512-bit vectors multiply pairs of 16 bits and the sums have the bits, otherwise dense panels.</summary>
    public static Int8Kernel<TEpilogue> Winograd<TShape>(ReadOnlySpan<sbyte> weights, Int8Path path)
        where TShape : struct, IConvolutionShape
    {
        var tiles = WinogradTiles.Of<TShape>(WinogradWeightsInt8.Group, WinogradWeightsInt8.Group, weights.Length, nameof(weights));
        var geometry = Int8Geometry.OfConvolution<TShape>();
        return path.Level() == IsaLevel.Avx512 && WinogradRange.Fits(weights, tiles.Outputs)
            ? new WinogradKernelInt8<TEpilogue>(geometry, weights, tiles) : Dense(geometry, weights, path);
    }

    /// <summary>For the endings that do not requantize: <see cref="DepthwiseKernelInt8"/> does.</summary>
    public static Int8Kernel<TEpilogue> Depthwise<TShape>(ReadOnlySpan<sbyte> weights, Int8Path path)
        where TShape : struct, IConvolutionShape
    {
        var geometry = Int8Geometry.OfConvolution<TShape>();
        CheckDepthwise(geometry);
        return Sums(
            path == Int8Path.Scalar
                ? new Int8ScalarAccumulator(geometry, weights) : new DepthwiseTapsInt8(geometry, DepthwiseWindow.Of<TShape>(), weights, path),
            path);
    }

    public static void CheckDepthwise(Int8Geometry geometry)
    {
        if (geometry.InputsPerGroup != 1 || geometry.OutputsPerGroup != 1)
        {
            throw new ArgumentException("A depthwise convolution has one input and one output channel per group.");
        }
    }

    private static bool SinglePosition(Int8Geometry geometry, Int8Path path) =>
        path.UsesVnni() && geometry.IsFullyConnected && geometry.Positions == 1 && geometry.RunLength >= 4;

    private static SummingKernel<TEpilogue> Sums(Int8Accumulator accumulator, Int8Path path) => new(accumulator, path.EndingLevel());
}
