namespace Whittle.Runtime.Quantization;

/// <summary>What becomes of the int32 sums of an int8 layer.</summary>
/// <typeparam name="TOutput">Element type of the layer's output.</typeparam>
internal unsafe interface IInt8Epilogue<TOutput>
    where TOutput : unmanaged
{
    /// <summary>Converts the sums of some positions, in ascending order of positions over the calls.</summary>
    /// <param name="sums">Sums of the first position; sixteen past the last output of a position may be read.</param>
    /// <param name="stride">From the sums of one position to the next.</param>
    /// <param name="positions">Number of positions.</param>
    /// <param name="outputs">Outputs of a position.</param>
    /// <param name="destination">Outputs of the first position. May be overwritten up to <paramref name="end"/>, as what follows is written later.</param>
    /// <param name="end">End of the layer's whole output.</param>
    void Run(int* sums, int stride, int positions, int outputs, TOutput* destination, TOutput* end);
}
