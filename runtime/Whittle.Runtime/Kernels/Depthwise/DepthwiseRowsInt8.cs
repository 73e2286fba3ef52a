using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Chooses the loops for some rows of one block of channels.</summary>
internal static unsafe class DepthwiseRowsInt8<TLanes, TVector, TSign>
    where TLanes : struct, IDepthwiseLanes<TVector>
    where TVector : struct
    where TSign : IInt8Sign
{
    /// <summary>Some rows; <paramref name="wide"/>: with vectors of 512 bits for what they serve.</summary>
    public static void Run(DepthwiseWeightsInt8 weights, bool wide, int part, in DepthwiseBlock block, in DepthwiseRange range, int row, int end)
    {
        if (range.IsPlain && wide && weights.PairsRows && TLanes.Bytes == Vector256<byte>.Count)
        {
            Run<DepthwiseJoinedEnding>(weights, part, in block, in range, row, end);
        }
        else if (range.IsPlain)
        {
            Run<DepthwisePlainEnding>(weights, part, in block, in range, row, end);
        }
        else
        {
            Run<DepthwiseAnyEnding>(weights, part, in block, in range, row, end);
        }
    }

    private static void Run<TEnding>(DepthwiseWeightsInt8 weights, int part, in DepthwiseBlock block, in DepthwiseRange range, int row, int end)
        where TEnding : struct, IDepthwiseEnding
    {
        var window = weights.Window;
        if (weights.PairsRows && part == TLanes.Bytes)
        {
            DepthwiseRowPairsInt8<TLanes, TVector, TSign, TEnding>.Rows(window, in block, in range, row, end);
        }
        else if (weights.KeepsColumns && part == TLanes.Bytes)
        {
            if (window.StrideWidth == 1)
            {
                DepthwiseColumnsInt8<TLanes, TVector, TSign, DepthwiseStride1, TEnding>.Rows(window, in block, in range, row, end);
            }
            else
            {
                DepthwiseColumnsInt8<TLanes, TVector, TSign, DepthwiseStride2, TEnding>.Rows(window, in block, in range, row, end);
            }
        }
        else if (weights.KeepsNeighbours && part == 16)
        {
            DepthwiseNeighboursInt8<TLanes, TVector, TSign, DepthwisePart16, TEnding>.Rows(window, in block, in range, row, end);
        }
        else if (weights.KeepsNeighbours)
        {
            DepthwiseNeighboursInt8<TLanes, TVector, TSign, DepthwisePart8, TEnding>.Rows(window, in block, in range, row, end);
        }
        else if (part == 32)
        {
            AnyRows<DepthwisePart32>(weights, in block, in range, row, end);
        }
        else if (part == 16)
        {
            AnyRows<DepthwisePart16>(weights, in block, in range, row, end);
        }
        else
        {
            AnyRows<DepthwisePart8>(weights, in block, in range, row, end);
        }
    }

    /// <summary>Any kernel: the positions whose taps lie in the image in one go, the ones beside it one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AnyRows<TPart>(DepthwiseWeightsInt8 weights, in DepthwiseBlock block, in DepthwiseRange range, int row, int end)
        where TPart : struct, IDepthwisePart
    {
        var window = weights.Window;
        var slots = weights.Slots;
        var taps = stackalloc byte*[slots.Length];
        var step = (nint)window.StrideWidth * window.Channels;
        var (innerFirst, innerEnd) = window.InnerColumns;
        var y = block.Output + ((nint)row * window.OutputWidth * window.Channels);
        for (; row < end; row++)
        {
            for (var column = 0; column < window.OutputWidth;)
            {
                for (var slot = 0; slot < slots.Length; slot++)
                {
                    var (down, right) = slots[slot];
                    var offset = window.TapOffset(down, right, row, column);
                    taps[slot] = offset < 0 ? block.Border : block.Input + offset;
                }

                var count = column >= innerFirst && column < innerEnd ? innerEnd - column : 1;
                DepthwiseTileInt8<TLanes, TVector, TSign, TPart>.Requantize(taps, slots.Length / 4, step, count, in block, in range, y, window.Channels);
                column += count;
                y += (nint)count * window.Channels;
            }
        }
    }
}
