using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Small steps that the scalar paths and the packing of the float layers share.</summary>
internal static class FloatScalar
{
    /// <summary>Clamps to [minimum, maximum]; NaN stays NaN (every comparison with it is false).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clamp(float value, float minimum, float maximum) => value < minimum ? minimum : value > maximum ? maximum : value;

    /// <summary>The narrowest path that still holds all <paramref name="outputs"/> in one vector:
    /// wider ones would multiply padding. At most <paramref name="level"/>.</summary>
    public static IsaLevel Narrow(IsaLevel level, int outputs)
    {
        if (level == IsaLevel.Avx512 && outputs <= 8)
        {
            level = IsaLevel.Avx2;
        }

        return level == IsaLevel.Avx2 && outputs <= 4 ? IsaLevel.Vector128 : level;
    }

    /// <summary>Floats in a vector of a path.</summary>
    public static int Lanes(IsaLevel level) => level switch
    {
        IsaLevel.Avx512 => 16,
        IsaLevel.Avx2 => 8,
        IsaLevel.Vector128 => 4,
        _ => 1,
    };
}
