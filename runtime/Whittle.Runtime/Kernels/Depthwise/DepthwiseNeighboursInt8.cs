using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Kernels of three by three, stride 1, one column of border on both sides, for images of 8 or 16 channels: a vector holds
/// adjoining positions, and what their left and right neighbours read is put together from interleaved vectors instead of being loaded anew. Two rows of
/// outputs at a time, as in <see cref="DepthwiseRowPairsInt8{TLanes, TVector, TSign, TEnding}"/>.</summary>
/// <remarks>A row is a whole number of vectors. With 8 channels, vectors 0 and 1 hold every second position, 2 and 3 the positions between, so that
/// half of the neighbours are there already.</remarks>
internal static unsafe class DepthwiseNeighboursInt8<TLanes, TVector, TSign, TPart, TEnding>
    where TLanes : struct, IDepthwiseLanes<TVector>
    where TVector : struct
    where TSign : IInt8Sign
    where TPart : struct, IDepthwisePart
    where TEnding : struct, IDepthwiseEnding
{
    private const int HalfBytes = 16;

    private const int VectorsPerSet = 12;

    /// <summary>Some rows of an image with at least two. The last pair may repeat a row of the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Rows(DepthwiseWindow s, in DepthwiseBlock block, in DepthwiseRange range, int row, int end)
    {
        var part = TPart.Channels;
        var length = s.Pitch;
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

        for (; row < end; row += 2)
        {
            var top = Math.Max(0, Math.Min(row, end - 2));
            var taps = new DepthwiseTapRows(s, in block, top, rows: 4);
            var y = block.Output + ((nint)top * length);
            Columns(in taps, 0, out var v0, out var v1, out var v2, out var v3);

            // l: what lies left of this vector by half a vector, the channels of 16 bytes. Of 8 channels only those of the odd positions are needed.
            TVector l0 = outside, l1 = outside, l2 = outside, l3 = outside;
            if (TLanes.Bytes > HalfBytes)
            {
                l0 = TLanes.Straddle(outside, v0);
                l1 = TLanes.Straddle(outside, v1);
                l2 = TLanes.Straddle(outside, v2);
                l3 = TLanes.Straddle(outside, v3);
            }

            for (nint at = TLanes.Bytes; at <= length; at += TLanes.Bytes, y += TLanes.Bytes)
            {
                TVector n0 = outside, n1 = outside, n2 = outside, n3 = outside;
                if (at < length)
                {
                    Columns(in taps, at, out n0, out n1, out n2, out n3);
                }

                var r0 = TLanes.Straddle(v0, n0);
                var r1 = TLanes.Straddle(v1, n1);
                var r2 = TLanes.Straddle(v2, n2);
                var r3 = TLanes.Straddle(v3, n3);
                // The left, middle and right column of each vector's positions. Pixels have no gaps, so all parts are one run of bytes.
                var (left0, left1, left2, left3) = part == 8 ? (l2, l3, v0, v1) : (l0, l1, l2, l3);
                var (mid0, mid1, mid2, mid3) = (v0, v1, v2, v3);
                var (right0, right1, right2, right3) = part == 8 ? (v2, v3, r0, r1) : (r0, r1, r2, r3);
                if (TEnding.Joins)
                {
                    DepthwiseJoinedRows.Store(
                        DepthwiseJoinedRows.Scaled(Add(b0, left0, mid0, right0, w, 0), Add(b0, left0, mid0, right0, w, VectorsPerSet), both0, offsets0),
                        DepthwiseJoinedRows.Scaled(Add(b1, left1, mid1, right1, w, 1), Add(b1, left1, mid1, right1, w, VectorsPerSet + 1), both1, offsets1),
                        DepthwiseJoinedRows.Scaled(Add(b2, left2, mid2, right2, w, 2), Add(b2, left2, mid2, right2, w, VectorsPerSet + 2), both2, offsets2),
                        DepthwiseJoinedRows.Scaled(Add(b3, left3, mid3, right3, w, 3), Add(b3, left3, mid3, right3, w, VectorsPerSet + 3), both3, offsets3),
                        flips,
                        y,
                        y + length);
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
                    TLanes.StoreParts(bytes, y + length, 0, TLanes.Bytes);
                }

                (l0, l1, l2, l3) = TLanes.Bytes > HalfBytes ? (r0, r1, r2, r3) : (v0, v1, v2, v3);
                (v0, v1, v2, v3) = (n0, n1, n2, n3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Lanes(void* parameters, int vector) => TLanes.LoadParameters(parameters, vector, TPart.Channels);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Twice(TVector vector) => DepthwiseJoinedRows.Join(vector, vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(in DepthwiseTapRows taps, nint offset, out TVector v0, out TVector v1, out TVector v2, out TVector v3) =>
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
