using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Weights of two values (±1, or any pair), a bit each: low · Σ input + (high - low) · Σ of the inputs whose bit is set.</summary>
/// <remarks>An eighth of the memory traffic of the weights themselves. Exact: the sum of all inputs is taken once per row.</remarks>
internal sealed unsafe class BinaryPanelsInt8 : Int8Accumulator
{
    private const int PanelOutputs = 16;
    private const int InputsPerLine = 32;
    private readonly NativeBuffer<byte> _bits;
    private readonly int _low;
    private readonly int _difference;
    private readonly Int8Path _path;

    public BinaryPanelsInt8(Int8Geometry geometry, ReadOnlySpan<byte> indices, ReadOnlySpan<sbyte> codebook, ReadOnlySpan<sbyte> weights, Int8Path path)
        : base(geometry, weights, PanelOutputs - 1)
    {
        _path = path;
        _low = codebook[0];
        _difference = codebook[^1] - codebook[0];
        _bits = new NativeBuffer<byte>(checked(RoundUp(geometry.Outputs, PanelOutputs) * RoundUp(geometry.RunLength, InputsPerLine) / 8));
        CodebookWeightsInt8.Pack(indices, geometry.Outputs, geometry.RunLength, bits: 1, _bits.Span);
    }

    public override void Run(byte* input, bool signed, int first, int count, int* sums)
    {
        var inputs = Geometry.RunLength;
        var tail = stackalloc byte[InputsPerLine];
        for (var row = first; row < first + count; row++, sums += Stride)
        {
            // The last inputs, filled up so that nothing past the input is read; the bits that belong to the filling are zero.
            var x = input + ((nint)row * inputs);
            var whole = inputs / InputsPerLine;
            Buffer.MemoryCopy(x + (whole * InputsPerLine), tail, InputsPerLine, inputs % InputsPerLine);
            var rest = inputs % InputsPerLine == 0 ? null : tail;
            int sum;
            if (signed)
            {
                Panels<Int8Signed>(x, whole, rest, sums);
                sum = Sum<Int8Signed>(x, inputs);
            }
            else
            {
                Panels<Int8Unsigned>(x, whole, rest, sums);
                sum = Sum<Int8Unsigned>(x, inputs);
            }

            Combine(sums, unchecked(_low * sum));
        }

        GC.KeepAlive(this);
    }

    private void Panels<TSign>(byte* x, int whole, byte* tail, int* sums)
        where TSign : IInt8Sign
    {
        var panels = RoundUp(Geometry.Outputs, PanelOutputs) / PanelOutputs;
        if (_path.Level() == IsaLevel.Avx512)
        {
            BinaryTile512<TSign>.Panels(x, whole, tail, _bits.Pointer, panels, sums);
        }
        else
        {
            BinaryTile256<TSign>.Panels(x, whole, tail, _bits.Pointer, panels, sums);
        }
    }

    /// <summary>Σ of all inputs, 128 larger each if signed, as everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sum<TSign>(byte* x, int inputs)
        where TSign : IInt8Sign
    {
        var flip = TSign.Signed ? Vector256.Create((byte)0x80) : default;
        var sums = Vector256<long>.Zero;
        var i = 0;
        for (; i + 32 <= inputs; i += 32)
        {
            sums += Avx2.SumAbsoluteDifferences(Vector256.Load(x + i) ^ flip, Vector256<byte>.Zero).AsInt64();
        }

        var sum = (int)Vector256.Sum(sums);
        for (; i < inputs; i++)
        {
            sum += x[i] ^ (TSign.Signed ? 0x80 : 0);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Combine(int* sums, int low)
    {
        for (var o = 0; o < Geometry.Outputs; o += 8)
        {
            (Vector256.Create(low) + (Vector256.Create(_difference) * Vector256.Load(sums + o))).Store(sums + o);
        }
    }
}
