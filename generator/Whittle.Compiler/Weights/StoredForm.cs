namespace Whittle.Compiler.Weights;

/// <summary>One way to store a tensor or a part of it.</summary>
/// <param name="Name">For the plan.</param>
/// <param name="Bytes">What is written.</param>
/// <param name="CodedSymbols">Numbers that the range coder decodes one by one.</param>
internal sealed record StoredForm(string Name, byte[] Bytes, long CodedSymbols)
{
    /// <summary>Coded symbols that must save a byte: about a microsecond of the first use.</summary>
    private const int SymbolsPerByte = 256;

    /// <summary>Size, and a little for the time of decoding.</summary>
    public long Cost => CostOf(Bytes.Length, CodedSymbols);

    public static long CostOf(long bytes, long codedSymbols) => (bytes * SymbolsPerByte) + codedSymbols;

    /// <summary>The cheaper one; of equals the first.</summary>
    public static StoredForm? Cheaper(StoredForm? first, StoredForm? second) =>
        first is null || (second is not null && second.Cost < first.Cost) ? second : first;
}
