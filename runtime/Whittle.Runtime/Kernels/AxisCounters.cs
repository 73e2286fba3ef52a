using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>One number per axis, for at most <see cref="MaximumRank"/> axes, on the stack.</summary>
[InlineArray(MaximumRank)]
internal struct AxisCounters
{
    internal const int MaximumRank = 8;
    private int _first;
}
