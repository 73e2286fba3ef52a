using System.Runtime.CompilerServices;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>The truth: plain loops over the weights as they were given. Also serves the last positions of inputs too short for whole vectors.</summary>
internal sealed unsafe class Int8ScalarAccumulator(Int8Geometry geometry, ReadOnlySpan<sbyte> weights) : Int8Accumulator(geometry, weights, overhang: 0)
{
    private readonly NativeBuffer<sbyte> _weights = NativeBuffer.Of(weights);

    public override void Run(byte* input, bool signed, int first, int count, int* sums) => Run(input, signed, first, count, sums, Stride);

    /// <summary>The same with the stride of another accumulator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(byte* input, bool signed, int first, int count, int* sums, int stride)
    {
        var flip = signed ? 0x80 : 0;
        var offsets = Geometry.RunOffsets;
        var weights = _weights.Pointer;
        for (var position = first; position < first + count; position++, sums += stride)
        {
            var start = Geometry.BaseOf(position);
            var weight = weights;
            for (var o = 0; o < Geometry.Outputs; o++)
            {
                var sum = 0;
                var group = start + (o / Geometry.OutputsPerGroup * Geometry.InputsPerGroup);
                foreach (var offset in offsets)
                {
                    for (var i = 0; i < Geometry.RunLength; i++)
                    {
                        sum += (input[group + offset + i] ^ flip) * *weight++;
                    }
                }

                sums[o] = sum;
            }
        }

        GC.KeepAlive(this);
    }
}
