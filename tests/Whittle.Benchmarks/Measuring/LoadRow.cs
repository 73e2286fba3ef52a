using Whittle.Benchmarks.Catalogue;
using Whittle.Runtime;

namespace Whittle.Benchmarks.Measuring;

/// <summary>What loading the weights of a net takes on one instruction-set path. Sizes are bytes, times milliseconds of CPU time.</summary>
/// <param name="Stored">Tensors in the weights file, which the system maps and may drop.</param>
/// <param name="Decoded">The same tensors decoded.</param>
/// <param name="Packed">Native memory that the layers hold.</param>
/// <param name="Beyond">What else the process holds after loading: managed memory that survives a collection.</param>
/// <param name="Garbage">Managed memory that loading left for the next collection.</param>
/// <param name="Decode">Decoding every tensor once.</param>
/// <param name="Pack">Making the layers of them.</param>
/// <param name="Compile">The just-in-time compiler's share, which is in neither.</param>
internal sealed record LoadRow(
    NetEntry Net, Variant Variant, IsaLevel Path, double Stored, double Decoded, double Packed, double Beyond, double Garbage, double Decode, double Pack, double Compile);
