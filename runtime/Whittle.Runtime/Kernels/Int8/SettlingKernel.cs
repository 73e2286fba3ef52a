using System.Buffers;
using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Brings the outputs of a kernel whose rows are sorted to their places.</summary>
/// <remarks>Where the compiler could sort the rows of a layer together with the columns of the next one, there is nothing to settle.</remarks>
internal sealed unsafe class SettlingKernel<TEpilogue>(Int8Kernel<TEpilogue> kernel, Int8Geometry geometry) : Int8Kernel<TEpilogue>(geometry, kernel.Channels)
    where TEpilogue : struct, IInt8Epilogue
{
    private const int LargestStackScratch = 16 * 1024;
    private readonly Memory.NativeBuffer<int> _order = Memory.NativeBuffer.Of<int>(kernel.Channels.Order);

    [SkipLocalsInit]
    public override void Run(byte* input, bool signed, byte* output, in TEpilogue epilogue)
    {
        var bytes = OutputLength * TEpilogue.OutputBytes;
        var rented = bytes > LargestStackScratch ? ArrayPool<byte>.Shared.Rent(bytes) : null;
        var scratch = rented is null ? stackalloc byte[bytes] : rented;
        fixed (byte* packed = scratch)
        {
            kernel.Run(input, signed, packed, in epilogue);
            for (nint i = 0; i < Geometry.Positions; i++)
            {
                if (TEpilogue.OutputBytes == 1)
                {
                    Settle(packed + (i * OutputStride), output + (i * OutputStride));
                }
                else
                {
                    Settle((int*)(packed + (i * OutputStride)), (int*)(output + (i * OutputStride)));
                }
            }
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // Unrolled, as one at a time it took a tenth of a small layer's time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle<T>(T* packed, T* output)
        where T : unmanaged
    {
        var order = _order.Pointer;
        var end = packed + _order.Length;
        for (; packed + 4 <= end; packed += 4, order += 4)
        {
            output[order[0]] = packed[0];
            output[order[1]] = packed[1];
            output[order[2]] = packed[2];
            output[order[3]] = packed[3];
        }

        for (; packed < end; packed++, order++)
        {
            output[*order] = *packed;
        }

        GC.KeepAlive(this);
    }
}
