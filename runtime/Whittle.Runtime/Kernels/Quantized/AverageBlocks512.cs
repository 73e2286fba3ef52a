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

    /// <summary>Averages whole blocks of channels, and tells how many channels those are.</summary>
    /// <param name="image">Bytes of either sign, [pixels, channels].</param>
    /// <param name="result">Bytes of the same sign, [channels].</param>
    /// <param name="pixels">Pixels of the image.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="least">The type's least number.</param>
    /// <param name="factor">Input scale by output scale and pixels.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the image.</param>
    /// <param name="outputZeroPoint">What a zero looks like in the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(byte* image, byte* result, int pixels, int channels, int least, float factor, int inputZeroPoint, int outputZeroPoint)
    {
        // Signed bytes are taken as unsigned ones that are 128 greater.
        var sign = Vector512.Create((byte)(least & 0x80));
        var zeros = Vector512.Create(-pixels * (inputZeroPoint - least));
        var ending = new Ending(factor, least, outputZeroPoint);
        var block = 0;
        for (; block <= channels - Channels; block += Channels)
        {
            var (evenLow, evenHigh, oddLow, oddHigh) = (zeros, zeros, zeros, zeros);
            for (var first = 0; first < pixels; first += MostPixels)
            {
                var x = image + ((long)first * channels) + block;
                var end = x + ((long)Math.Min(MostPixels, pixels - first) * channels);
                var both = Vector512<ushort>.Zero;
                var odd = Vector512<ushort>.Zero;
                for (; x < end; x += channels)
                {
                    var pair = Avx512F.Xor(Avx512F.LoadVector512(x), sign).AsUInt16();
                    both = Avx512BW.Add(both, pair);
                    odd = Avx512BW.Add(odd, Avx512BW.ShiftRightLogical(pair, 8));
                }

                var even = Avx512BW.Subtract(both, Avx512BW.ShiftLeftLogical(odd, 8));
                evenLow = Avx512F.Add(evenLow, Avx512F.ConvertToVector512Int32(even.GetLower()));
                evenHigh = Avx512F.Add(evenHigh, Avx512F.ConvertToVector512Int32(even.GetUpper()));
                oddLow = Avx512F.Add(oddLow, Avx512F.ConvertToVector512Int32(odd.GetLower()));
                oddHigh = Avx512F.Add(oddHigh, Avx512F.ConvertToVector512Int32(odd.GetUpper()));
            }

            ending.Store(evenLow, oddLow, result + block);
            ending.Store(evenHigh, oddHigh, result + block + (Channels / 2));
        }

        return block;
    }

    private readonly struct Ending(float factor, int least, int zeroPoint)
    {
        /// <summary>Stores 32 channels. What is between the bounds fits a byte, and so may be cut off.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(Vector512<int> even, Vector512<int> odd, byte* result)
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
