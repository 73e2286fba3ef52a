namespace Whittle.Runtime.Weights.Format;

/// <summary>Which elements of a tensor its payload gives; the others are zero.</summary>
internal enum StoredPlaces
{
    /// <summary>Every element.</summary>
    All = 0,

    /// <summary>Those behind gaps.</summary>
    Gaps = 1,

    /// <summary>There is no payload: the tensor is another one again.</summary>
    SameAs = 15,
}
