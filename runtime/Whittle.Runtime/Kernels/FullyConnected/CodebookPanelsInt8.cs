using System.Runtime.Intrinsics;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Four bits a weight, looked up in a codebook of int8 while they are multiplied: half the memory traffic of the weights themselves.</summary>
/// <remarks>With VNNI only: elsewhere multiplying takes longer than fetching, and the layer expands its weights instead.</remarks>
internal sealed unsafe class CodebookPanelsInt8 : Int8Accumulator
{
    private const int PanelOutputs = 16;
    private const int InputsPerLine = 8;
    private readonly NativeBuffer<byte> _indices;
    private readonly Vector128<sbyte> _codebook;
    private readonly Int8Path _path;

    public CodebookPanelsInt8(Int8Geometry geometry, ReadOnlySpan<byte> indices, ReadOnlySpan<sbyte> codebook, ReadOnlySpan<sbyte> weights, Int8Path path)
        : base(geometry, weights, PanelOutputs - 1)
    {
        _path = path;
        Span<sbyte> book = stackalloc sbyte[CodebookWeightsInt8.MostEntries];
        book.Clear();
        codebook.CopyTo(book);
        _codebook = Vector128.Create<sbyte>(book);
        _indices = new NativeBuffer<byte>(checked(RoundUp(geometry.Outputs, PanelOutputs) * RoundUp(geometry.RunLength, InputsPerLine) / 2));
        CodebookWeightsInt8.Pack(indices, geometry.Outputs, geometry.RunLength, bits: 4, _indices.Span);
    }

    public override void Run(byte* input, bool signed, int first, int count, int* sums)
    {
        var inputs = Geometry.RunLength;
        var panels = RoundUp(Geometry.Outputs, PanelOutputs) / PanelOutputs;
        ulong tail;
        for (var row = first; row < first + count; row++, sums += Stride)
        {
            // The last inputs, filled up with what counts as zero, so that nothing past the input is read.
            var x = input + ((nint)row * inputs);
            var whole = inputs / InputsPerLine;
            tail = signed ? 0x8080808080808080 : 0;
            Buffer.MemoryCopy(x + (whole * InputsPerLine), &tail, sizeof(ulong), inputs % InputsPerLine);
            var rest = inputs % InputsPerLine == 0 ? null : (byte*)&tail;
            if (signed)
            {
                Panels<Int8Signed>(x, whole, rest, panels, sums);
            }
            else
            {
                Panels<Int8Unsigned>(x, whole, rest, panels, sums);
            }
        }

        GC.KeepAlive(this);
    }

    private void Panels<TSign>(byte* x, int whole, byte* tail, int panels, int* sums)
        where TSign : IInt8Sign
    {
        if (_path.Level() == IsaLevel.Avx512)
        {
            CodebookTile512<TSign>.Panels(x, whole, tail, _indices.Pointer, _codebook, panels, sums);
        }
        else
        {
            CodebookTile256<TSign>.Panels(x, whole, tail, _indices.Pointer, _codebook, panels, sums);
        }
    }
}
