using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Kernels of three by three, stride 1: as <see cref="DepthwiseColumnsInt8{TLanes, TVector, TSign, TStride, TEnding}"/>, but two rows of outputs
/// at a time. Four rows of the image are interleaved once; the second row of outputs reads them with weights moved down by a row.</summary>
internal static unsafe class DepthwiseRowPairsInt8<TLanes, TVector, TSign, TEnding>
    where TLanes : struct, IDepthwiseLanes<TVector>
    where TVector : struct
    where TSign : IInt8Sign
    where TEnding : struct, IDepthwiseEnding
{
    private const int VectorsPerSet = 12;

    /// <summary>Some rows of one block of channels, of an image with at least two. The last pair may repeat a row of the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Rows(DepthwiseWindow s, in DepthwiseBlock block, in DepthwiseRange range, int row, int end)
    {
        var outputWidth = s.OutputWidth;
        var length = s.Pitch;
        var pixel = (nint)s.Channels;
        var outputRow = pixel * outputWidth;
        var w = block.Weights;
        var outside = TLanes.Load(block.Border);
        outside = TSign.Signed ? TLanes.FlipSigns(outside) : outside;
        var bias = TEnding.IsPlain ? block.RaisedBias : block.Bias;
        TVector b0 = Lanes(bias, 0), b1 = Lanes(bias, 1), b2 = Lanes(bias, 2), b3 = Lanes(bias, 3);
        TVector m0 = Lanes(block.Multipliers, 0), m1 = Lanes(block.Multipliers, 1), m2 = Lanes(block.Multipliers, 2), m3 = Lanes(block.Multipliers, 3);
        TVector o0 = default, o1 = default, o2 = default, o3 = default;
        if (TEnding.IsPlain)
        {
            (o0, o1, o2, o3) = (Lanes(block.Offsets, 0), Lanes(block.Offsets, 1), Lanes(block.Offsets, 2), Lanes(block.Offsets, 3));
        }

        TVector high = TLanes.Fill(range.High), zeroPoint = TLanes.Fill(range.ZeroPoint), minimum = TLanes.Fill(range.Minimum), flip = TLanes.Fill(range.Flip);
        Vector512<int> both0 = default, both1 = default, both2 = default, both3 = default, flips = default;
        Vector512<int> offsets0 = default, offsets1 = default, offsets2 = default, offsets3 = default;
        if (TEnding.Joins)
        {
            (both0, both1, both2, both3, flips) = (Twice(m0), Twice(m1), Twice(m2), Twice(m3), Twice(flip));
            (offsets0, offsets1, offsets2, offsets3) = (Twice(o0), Twice(o1), Twice(o2), Twice(o3));
        }

        // Positions whose right column lies inside; their others do too, except for the first position's left one.
        var inner = Math.Clamp(s.Width - 2 + s.PadLeft, 0, outputWidth);
        for (; row < end; row += 2)
        {
            var top = Math.Max(0, Math.Min(row, end - 2));
            var taps = new DepthwiseTapRows(s, in block, top, rows: 4);
            var y = block.Output + (top * outputRow);
            TVector left0 = outside, left1 = outside, left2 = outside, left3 = outside;
            TVector mid0 = outside, mid1 = outside, mid2 = outside, mid3 = outside;
            nint at = 0;
            if (s.PadLeft == 0)
            {
                Column(in taps, at, out left0, out left1, out left2, out left3);
                at += pixel;
            }

            // With a border on the left, an image of one column still has a middle one.
            if (at < length)
            {
                Column(in taps, at, out mid0, out mid1, out mid2, out mid3);
            }

            at += pixel;
            for (var i = 0; i < outputWidth; i++, at += pixel, y += pixel)
            {
                TVector right0 = outside, right1 = outside, right2 = outside, right3 = outside;
                if (i < inner)
                {
                    Column(in taps, at, out right0, out right1, out right2, out right3);
                }

                if (TEnding.Joins)
                {
                    DepthwiseJoinedRows.Store(
                        DepthwiseJoinedRows.Scaled(Add(b0, left0, mid0, right0, w, 0), Add(b0, left0, mid0, right0, w, VectorsPerSet), both0, offsets0),
                        DepthwiseJoinedRows.Scaled(Add(b1, left1, mid1, right1, w, 1), Add(b1, left1, mid1, right1, w, VectorsPerSet + 1), both1, offsets1),
                        DepthwiseJoinedRows.Scaled(Add(b2, left2, mid2, right2, w, 2), Add(b2, left2, mid2, right2, w, VectorsPerSet + 2), both2, offsets2),
                        DepthwiseJoinedRows.Scaled(Add(b3, left3, mid3, right3, w, 3), Add(b3, left3, mid3, right3, w, VectorsPerSet + 3), both3, offsets3),
                        flips,
                        y,
                        y + outputRow);
                }
                else
                {
                    var a0 = Add(b0, left0, mid0, right0, w, 0);
                    var a1 = Add(b1, left1, mid1, right1, w, 1);
                    var a2 = Add(b2, left2, mid2, right2, w, 2);
                    var a3 = Add(b3, left3, mid3, right3, w, 3);
                    var bytes = TEnding.IsPlain
                        ? TLanes.RequantizePlain(a0, a1, a2, a3, m0, m1, m2, m3, o0, o1, o2, o3, flip)
                        : TLanes.Requantize(a0, a1, a2, a3, m0, m1, m2, m3, high, zeroPoint, minimum, flip);
                    TLanes.StoreParts(bytes, y, 0, TLanes.Bytes);
                    a0 = Add(b0, left0, mid0, right0, w, VectorsPerSet);
                    a1 = Add(b1, left1, mid1, right1, w, VectorsPerSet + 1);
                    a2 = Add(b2, left2, mid2, right2, w, VectorsPerSet + 2);
                    a3 = Add(b3, left3, mid3, right3, w, VectorsPerSet + 3);
                    bytes = TEnding.IsPlain
                        ? TLanes.RequantizePlain(a0, a1, a2, a3, m0, m1, m2, m3, o0, o1, o2, o3, flip)
                        : TLanes.Requantize(a0, a1, a2, a3, m0, m1, m2, m3, high, zeroPoint, minimum, flip);
                    TLanes.StoreParts(bytes, y + outputRow, 0, TLanes.Bytes);
                }

                (left0, left1, left2, left3) = (mid0, mid1, mid2, mid3);
                (mid0, mid1, mid2, mid3) = (right0, right1, right2, right3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Lanes(void* parameters, int vector) => TLanes.LoadParameters(parameters, vector, TLanes.Bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Twice(TVector vector) => DepthwiseJoinedRows.Join(vector, vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(in DepthwiseTapRows taps, nint offset, out TVector v0, out TVector v1, out TVector v2, out TVector v3) =>
        TLanes.Interleave(
            Load(taps.Row0 + offset), Load(taps.Row1 + offset), Load(taps.Row2 + offset), Load(taps.Row3 + offset), out v0, out v1, out v2, out v3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(byte* x) => TSign.Signed ? TLanes.FlipSigns(TLanes.Load(x)) : TLanes.Load(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add(TVector sum, TVector left, TVector mid, TVector right, sbyte* w, int vector)
    {
        var bytes = TLanes.Bytes;
        sum = TLanes.MultiplyAdd(sum, left, TLanes.Load(w + (vector * bytes)));
        sum = TLanes.MultiplyAdd(sum, mid, TLanes.Load(w + ((4 + vector) * bytes)));
        return TLanes.MultiplyAdd(sum, right, TLanes.Load(w + ((8 + vector) * bytes)));
    }
}
