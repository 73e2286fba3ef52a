using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Selection;

/// <summary>Break-even points between kernels, measured on one core of an AMD Zen 5 (AVX-512, 32 KB of first-level cache).</summary>
internal static class CostTable
{
    /// <summary>Density up to which int8 weights are packed for the sparse kernels, to see whether they pay: above it, even full steps do not.</summary>
    public const double SparseInt8TriedBelow = 0.65;

    /// <summary>Density below which picking inputs from windows beats dense float panels, where those leave the first-level cache.</summary>
    public const double SparseFloatBelow = 0.5;

    /// <summary>The same where they do not (<see cref="FirstLevelBytes"/>).</summary>
    public const double SmallSparseFloatBelow = 0.2;

    /// <summary>A window needs this many inputs to hold more than one step.</summary>
    public const int SparseMinimumInputs = 32;

    /// <summary>Entries that one register permutation can look up.</summary>
    public const int CodebookEntries = 16;

    /// <summary>Floats up to this size stay in the first-level cache, where decoding shared weights gains nothing.</summary>
    public const long FirstLevelBytes = 32 * 1024;

    /// <summary>The instruction set whose costs decide between dense and sparse int8 kernels; on lesser ones a layer falls back to dense weights by
    /// itself.</summary>
    public static GatherTarget SparseInt8 => GatherTarget.Avx512Vnni;

    /// <summary>Vector operations up to which straight-line code beats a kernel's call and loop: both take 20 ns there, with 512-bit kernels against 256-bit
    /// straight-line code; a processor without 512 bits would unroll twice as much.</summary>
    public const long UnrolledUpToOperations = 160;

    /// <summary>The same for integer layers. Measured with quantizing before them by the command <c>in-line</c> on an Intel Emerald Rapids, in ns in line and by kernels: 32 to 32
    /// (160 operations) 36 and 47, 48 to 24 (192) 43 and 43, 64 to 24 (256) 55 and 48.</summary>
    public const long UnrolledInt8UpToOperations = 160;

    /// <summary>Weights that straight-line code may have at all: the JIT takes twice as many in one method.</summary>
    public const long UnrolledMostWeights = 4096;

    /// <summary>Outputs that one vector of straight-line code holds.</summary>
    public const int UnrolledLanes = 8;

    /// <summary>From this estimated gain on, a 3x3 convolution is Winograd's.</summary>
    public const double WinogradFromGain = 1.1;

    /// <summary>How many times as fast as the direct convolution Winograd's is in floats, where all of the tiles below are used.</summary>
    public const double WinogradFloatGain = 2.5;

    /// <summary>Tiles that Winograd's float convolution multiplies at once.</summary>
    public const int WinogradFloatTiles = 12;

    /// <summary>Tiles at most of a block of Winograd's int8 convolution.</summary>
    public const int WinogradBlock = 16;

    /// <summary>Multiplications a cycle of Winograd's int8 convolution, between its transformations.</summary>
    public const double WinogradMacs = 54;

    /// <summary>The same for sixteen outputs that are left over.</summary>
    public const double WinogradNarrowMacs = 40;

    /// <summary>Cycles of transforming sixteen channels of two tiles of activations.</summary>
    public const double WinogradInput = 150;

    /// <summary>Cycles of transforming and ending sixteen outputs of a tile.</summary>
    public const double WinogradOutput = 120;

    /// <summary>Multiplications a cycle of direct int8 convolutions.</summary>
    public const double DirectMacs = 57;

    /// <summary>The same with weights that are summed in 16 bits, those up to <see cref="LowBitLargest"/>.</summary>
    public const double DirectLowBitMacs = 87;

    public const int LowBitLargest = 16;

    /// <summary>Transformed weights beyond this are read from the third-level cache, at <see cref="ThirdLevelSpeed"/> bytes a cycle.</summary>
    public const double SecondLevelBytes = 900 * 1024;

    public const double ThirdLevelSpeed = 20;

    /// <summary>Transformed weights beyond this count as read from memory: one such layer alone would fit the third-level cache, but a network has
    /// several.</summary>
    public const double ThirdLevelBytes = 8 * 1024 * 1024;

    /// <summary>Bytes a cycle from memory.</summary>
    public const double MemorySpeed = 8;

    /// <summary>int8 weights beyond this leave the second-level cache, so that fetching half as many bytes pays for looking them up.</summary>
    public const long CodebookInt8AboveBytes = 800 * 1024;

    /// <summary>How many times as fast as dense four bits a weight are, once the weights have left the second-level cache.</summary>
    public const double CodebookInt8Gain = 1.6;

    /// <summary>Values of binary weights, which take a bit each.</summary>
    public const int BinaryEntries = 2;

    /// <summary>From this many weights on, summing by bits is faster than multiplying.</summary>
    public const long BinaryFromWeights = 4096;

    /// <summary>How many times as fast as dense a bit a weight is: 1.3 to 2.6 from 4 KB to 4 MB.</summary>
    public const double BinaryGain = 1.5;

    /// <summary>Rows up to which weights are decoded in the kernel; more rows use every weight more often, so they are expanded once.</summary>
    public const int CodebookInt8Rows = 3;

    /// <summary>From this estimated gain on, a convolution reads planes.</summary>
    public const double PlanarFromGain = 1.1;

    /// <summary>Cycles of a multiplication of 32 bytes; so are all numbers below cycles.</summary>
    public const double VectorStep = 0.5;

    /// <summary>Ending a position's outputs in a panel of sixteen.</summary>
    public const double PanelEnding = 5;

    /// <summary>The same with eight outputs or fewer.</summary>
    public const double NarrowPanelEnding = 9;

    /// <summary>A transposition of an image, beside <see cref="TransposeByte"/> for every byte.</summary>
    public const double TransposeCall = 400;

    public const double TransposeByte = 0.075;

    /// <summary>Padding a row of an image.</summary>
    public const double PadRow = 18;

    /// <summary>Ending four outputs of sixteen positions in the planar kernel.</summary>
    public const double PlanarEnding = 13;

    /// <summary>Picking a quad of a row of outputs, beside <see cref="PlanarPick"/> for every sixteen of them.</summary>
    public const double PlanarPickRow = 4;

    public const double PlanarPick = 1.3;

    /// <summary>Copying a row of a plane.</summary>
    public const double PlanarCopyRow = 9;
}
