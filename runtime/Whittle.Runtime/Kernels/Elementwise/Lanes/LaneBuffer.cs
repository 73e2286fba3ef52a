using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Room for one vector of the greatest width, for the elements that do not fill a vector.</summary>
[InlineArray(16)]
internal struct LaneBuffer
{
    private float _first;
}
