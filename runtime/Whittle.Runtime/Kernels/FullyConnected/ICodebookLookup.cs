using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Looks sixteen float values up by four-bit indices held in 32-bit lanes.</summary>
internal unsafe interface ICodebookLookup<TVector, TIndices>
{
    static abstract TIndices Load(uint* source);

    /// <summary>Value of bits <paramref name="shift"/> to <paramref name="shift"/> + 3 of every lane.</summary>
    static abstract TVector Look(TVector lower, TVector upper, TIndices indices, int shift);

    /// <summary>Second register of the codebook; unused where one register holds all.</summary>
    static abstract int UpperOffset { get; }
}

/// <summary>One <c>vpermps zmm</c>, which looks at the low four bits of each index only: no mask is needed.</summary>
internal readonly unsafe struct CodebookLookup512 : ICodebookLookup<Vector512<float>, Vector512<uint>>
{
    public static int UpperOffset => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load(uint* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Look(Vector512<float> lower, Vector512<float> upper, Vector512<uint> indices, int shift) =>
        Avx512F.PermuteVar16x32(lower, (indices >>> shift).AsInt32());
}

/// <summary>Two <c>vpermps ymm</c>, which look at the low three bits, and a blend by the fourth bit moved to the sign.</summary>
internal readonly unsafe struct CodebookLookup256 : ICodebookLookup<Vector256<float>, Vector256<uint>>
{
    public static int UpperOffset => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Load(uint* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Look(Vector256<float> lower, Vector256<float> upper, Vector256<uint> indices, int shift)
    {
        var places = (indices >>> shift).AsInt32();
        var half = (indices << (28 - shift)).AsSingle();
        return Avx.BlendVariable(Avx2.PermuteVar8x32(lower, places), Avx2.PermuteVar8x32(upper, places), half);
    }
}
