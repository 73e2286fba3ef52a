using Whittle.Runtime.Kernels;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime;

/// <summary>Names generic code of this library that only the users' generic classes call, so that the ahead-of-time image has it.</summary>
/// <remarks>The image holds every method that is not generic and not private, and what those call, as long as one of the types is this library's: nothing that
/// is generic over numbers alone, such as <c>NativeBuffer&lt;int&gt;</c>, and nothing over a model's shapes. A method that only generic code calls is therefore
/// internal. This one is never called.</remarks>
internal static class Precompiled
{
    internal static void Roots()
    {
        Kernels<RequantizeEpilogue>();
        Kernels<DynamicEpilogue>();
        Kernels<AccumulateEpilogue>();
        Kernels<AddEpilogue>();
    }

    private static void Kernels<TEpilogue>()
        where TEpilogue : struct, IInt8Epilogue
    {
        _ = Int8Kernels<TEpilogue>.Dense(null!, [], default);
        _ = Int8Kernels<TEpilogue>.Sparse(null!, [], default);
        _ = Int8Kernels<TEpilogue>.Codebook(null!, [], [], default);
    }
}
