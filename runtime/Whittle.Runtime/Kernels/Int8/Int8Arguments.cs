using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Checks of what a layer is called with.</summary>
internal static class Int8Arguments
{
    /// <summary>Generic methods take eight-bit activations only, signed or unsigned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckEightBits<T>(string name)
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(sbyte))
        {
            throw NotEightBits(name, typeof(T));
        }
    }

    /// <summary>What such a method throws.</summary>
    public static ArgumentException NotEightBits(string name, Type type) => new($"{type} is neither byte nor sbyte.", name);

    /// <summary>How many samples an input and an output hold, which must be as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Samples(int input, int inputOfSample, int output, int outputOfSample) =>
        input == inputOfSample && output == outputOfSample ? 1 : Several(input, inputOfSample, output, outputOfSample);

    private static int Several(int input, int inputOfSample, int output, int outputOfSample)
    {
        var samples = inputOfSample == 0 ? 1 : input / inputOfSample;
        if (input == 0 || input != (long)samples * inputOfSample)
        {
            throw new ArgumentException($"{input} elements were given, {inputOfSample} are needed for a sample.", nameof(input));
        }

        return output == (long)samples * outputOfSample
            ? samples : throw new ArgumentException($"{output} elements were given, {(long)samples * outputOfSample} are needed.", nameof(output));
    }
}
