using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Quantization;

/// <summary>Four vectors ended one after the other, for endings that gain nothing from taking them together.</summary>
internal static unsafe class EndingsInTurn
{
    /// <summary>Eight outputs a vector.</summary>
    /// <param name="epilogue">The ending.</param>
    /// <param name="sums0">The first vector.</param>
    /// <param name="sums1">The second.</param>
    /// <param name="sums2">The third.</param>
    /// <param name="sums3">The fourth.</param>
    /// <param name="output">The first vector's first output.</param>
    /// <param name="next">Outputs from a vector to the next: none where the four are as many positions.</param>
    /// <param name="destination">Where the first vector's outputs go.</param>
    /// <param name="stride">From there to where the next ones go, in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four<TEpilogue>(
        in TEpilogue epilogue,
        Vector256<int> sums0,
        Vector256<int> sums1,
        Vector256<int> sums2,
        Vector256<int> sums3,
        int output,
        int next,
        byte* destination,
        nint stride)
        where TEpilogue : struct, IInt8Epilogue
    {
        epilogue.End(sums0, output, destination);
        epilogue.End(sums1, output + next, destination + stride);
        epilogue.End(sums2, output + (2 * next), destination + (2 * stride));
        epilogue.End(sums3, output + (3 * next), destination + (3 * stride));
    }

    /// <summary>Sixteen outputs a vector; see the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four<TEpilogue>(
        in TEpilogue epilogue,
        Vector512<int> sums0,
        Vector512<int> sums1,
        Vector512<int> sums2,
        Vector512<int> sums3,
        int output,
        int next,
        byte* destination,
        nint stride)
        where TEpilogue : struct, IInt8Epilogue
    {
        epilogue.End(sums0, output, destination);
        epilogue.End(sums1, output + next, destination + stride);
        epilogue.End(sums2, output + (2 * next), destination + (2 * stride));
        epilogue.End(sums3, output + (3 * next), destination + (3 * stride));
    }
}
