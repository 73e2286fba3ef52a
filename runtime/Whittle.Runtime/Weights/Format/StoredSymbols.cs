namespace Whittle.Runtime.Weights.Format;

/// <summary>How small numbers are written.</summary>
internal enum StoredSymbols
{
    /// <summary>Each in as many bits as the largest possible one needs.</summary>
    Packed = 0,

    /// <summary>By a range coder: frequent ones take less, down to fractions of a bit.</summary>
    Coded = 1,
}
