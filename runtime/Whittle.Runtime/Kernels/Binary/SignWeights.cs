using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Signs of weights as bits (set: negative), in blocks of eight outputs: word by word of 64 inputs, the eight outputs' words side by side.</summary>
internal sealed unsafe class SignWeights
{
    /// <summary>Outputs of a block: a 512-bit vector of words.</summary>
    public const int Lanes = 8;

    private const int Bits = 64;
    private readonly NativeBuffer<ulong> _words;

    /// <exception cref="ArgumentException">An output has weights of several magnitudes.</exception>
    public SignWeights(ReadOnlySpan<float> weights, int outputs, int inputs)
    {
        Words = (inputs + Bits - 1) / Bits;
        Blocks = (outputs + Lanes - 1) / Lanes;
        _words = new NativeBuffer<ulong>(checked(Blocks * Words * Lanes));
        for (var i = 0; i < weights.Length; i++)
        {
            var (output, input) = Math.DivRem(i, inputs);
            if (MathF.Abs(weights[i]) != MathF.Abs(weights[output * inputs]))
            {
                throw new ArgumentException($"The weights of output {output} have several magnitudes.", nameof(weights));
            }

            if (weights[i] < 0)
            {
                _words.Span[(((output / Lanes * Words) + (input / Bits)) * Lanes) + (output % Lanes)] |= 1UL << (input % Bits);
            }
        }
    }

    /// <summary>Words of a row.</summary>
    public int Words { get; }

    public int Blocks { get; }

    /// <summary>A block's first word; keep this object alive.</summary>
    public ulong* Block(int block) => _words.Pointer + ((nint)block * Words * Lanes);
}
