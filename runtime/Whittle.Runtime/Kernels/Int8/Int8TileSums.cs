using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The sums of up to eight positions, set down in memory to be ended one by one where that is rare and should stay small.</summary>
[InlineArray(8)]
internal struct Int8TileSums<TVector>
    where TVector : struct
{
    private TVector _first;
}
