using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary><see cref="QLinearGlobalAveragePool"/> by blocks of 64 channels.</summary>
/// <remarks>Two channels share a lane of 16 bits. One sum adds whole lanes: the even channel plus 256 times the odd one, modulo 2^16. Another adds the odd
/// channels alone, and 256 times that, taken off the first, leaves the even ones: an operation less than if both were unpacked. The sums of 257 pixels fit
/// 16 bits.</remarks>
internal static unsafe class AverageBlocks512
{
    /// <summary>Channels of a block.</summary>
    public const int Channels = 64;

    private const int MostPixels = 257;

    // Blocks that are summed at once where there are as many.
    private const int Together = 4;

    /// <summary>Averages whole blocks of channels, and tells how many channels those are.</summary>
    /// <param name="image">Bytes of either sign, [pixels, channels].</param>
    /// <param name="result">Bytes of the same sign, [channels].</param>
    /// <param name="pixels">Pixels of the image.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="least">The type's least number.</param>
    /// <param name="factor">Input scale by output scale and pixels.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the image.</param>
    /// <param name="outputZeroPoint">What a zero looks like in the result.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(byte* image, byte* result, int pixels, int channels, int least, float factor, int inputZeroPoint, int outputZeroPoint)
    {
        // Signed bytes are taken as unsigned ones that are 128 greater.
        var sign = Vector512.Create((byte)(least & 0x80));
        var zeros = Vector512.Create(-pixels * (inputZeroPoint - least));
        var ending = new Ending(factor, least, outputZeroPoint);
        var sums = stackalloc int[Together * Channels];
        var block = 0;
        while (block <= channels - Channels)
        {
            var blocks = block <= channels - (Together * Channels) ? Together : 1;
            for (var i = 0; i < blocks * Channels; i += 16)
            {
                Avx512F.Store(sums + i, zeros);
            }

            for (var first = 0; first < pixels; first += MostPixels)
            {
                var x = image + ((long)first * channels) + block;
                var end = x + ((long)Math.Min(MostPixels, pixels - first) * channels);
                if (blocks == 1)
                {
                    One(x, end, channels, sign, sums);
                }
                else
                {
                    Four(x, end, channels, sign, sums);
                }
            }

            for (var i = 0; i < blocks; i++, block += Channels)
            {
                ending.Store(sums + (i * Channels), result + block);
            }
        }

        return block;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(byte* x, byte* end, nint channels, Vector512<byte> sign, int* sums)
    {
        var both = Vector512<ushort>.Zero;
        var odd = Vector512<ushort>.Zero;
        for (; x < end; x += channels)
        {
            var pair = Avx512F.Xor(Avx512F.LoadVector512(x), sign).AsUInt16();
            both = Avx512BW.Add(both, pair);
            odd = Avx512BW.Add(odd, Avx512BW.ShiftRightLogical(pair, 8));
        }

        AddTo(sums, both, odd);
    }

    /// <summary>Four blocks side by side, so that what lies in the outer caches is read in its order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(byte* x, byte* end, nint channels, Vector512<byte> sign, int* sums)
    {
        Vector512<ushort> both0 = default, both1 = default, both2 = default, both3 = default;
        Vector512<ushort> odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        for (; x < end; x += channels)
        {
            var pair = Avx512F.Xor(Avx512F.LoadVector512(x), sign).AsUInt16();
            both0 = Avx512BW.Add(both0, pair);
            odd0 = Avx512BW.Add(odd0, Avx512BW.ShiftRightLogical(pair, 8));
            pair = Avx512F.Xor(Avx512F.LoadVector512(x + Channels), sign).AsUInt16();
            both1 = Avx512BW.Add(both1, pair);
            odd1 = Avx512BW.Add(odd1, Avx512BW.ShiftRightLogical(pair, 8));
            pair = Avx512F.Xor(Avx512F.LoadVector512(x + (2 * Channels)), sign).AsUInt16();
            both2 = Avx512BW.Add(both2, pair);
            odd2 = Avx512BW.Add(odd2, Avx512BW.ShiftRightLogical(pair, 8));
            pair = Avx512F.Xor(Avx512F.LoadVector512(x + (3 * Channels)), sign).AsUInt16();
            both3 = Avx512BW.Add(both3, pair);
            odd3 = Avx512BW.Add(odd3, Avx512BW.ShiftRightLogical(pair, 8));
        }

        AddTo(sums, both0, odd0);
        AddTo(sums + Channels, both1, odd1);
        AddTo(sums + (2 * Channels), both2, odd2);
        AddTo(sums + (3 * Channels), both3, odd3);
    }

    /// <summary>Adds to the sums of a block: those of its even channels, then those of its odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(int* sums, Vector512<ushort> both, Vector512<ushort> odd)
    {
        var even = Avx512BW.Subtract(both, Avx512BW.ShiftLeftLogical(odd, 8));
        Add(sums, even.GetLower());
        Add(sums + 16, even.GetUpper());
        Add(sums + 32, odd.GetLower());
        Add(sums + 48, odd.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int* sums, Vector256<ushort> numbers) =>
        Avx512F.Store(sums, Avx512F.Add(Avx512F.LoadVector512(sums), Avx512F.ConvertToVector512Int32(numbers)));

    private readonly struct Ending(float factor, int least, int zeroPoint)
    {
        /// <summary>Stores a block.</summary>
        public void Store(int* sums, byte* result)
        {
            Store(Avx512F.LoadVector512(sums), Avx512F.LoadVector512(sums + 32), result);
            Store(Avx512F.LoadVector512(sums + 16), Avx512F.LoadVector512(sums + 48), result + (Channels / 2));
        }

        /// <summary>Stores 32 channels. What is between the bounds fits a byte, and so may be cut off.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store(Vector512<int> even, Vector512<int> odd, byte* result)
        {
            var pairs = Avx512F.Or(Avx512F.And(Number(even), Vector512.Create(0xFF)), Avx512F.ShiftLeftLogical(Number(odd), 8));
            Avx.Store((short*)result, Avx512F.ConvertToVector256Int16(pairs));
        }

        // vmaxps gives its second operand when the first is NaN.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector512<int> Number(Vector512<int> sum)
        {
            var mean = Avx512F.Multiply(Avx512F.ConvertToVector512Single(sum), Vector512.Create(factor));
            var low = Vector512.Create((float)(least - zeroPoint));
            var high = Vector512.Create((float)(least + byte.MaxValue - zeroPoint));
            return Avx512F.Add(Avx512F.ConvertToVector512Int32(Avx512F.Min(Avx512F.Max(mean, low), high)), Vector512.Create(zeroPoint));
        }
    }
}
