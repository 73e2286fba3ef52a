namespace Whittle.Runtime.Weights;

/// <summary>Element type of a stored tensor.</summary>
public enum WeightElementType
{
    Float32 = 0,
    Float16 = 1,
    Int8 = 2,
    UInt8 = 3,
    Int32 = 4,
    Int64 = 5,
    Float64 = 6,
    Bool = 7,

    /// <summary>Two per byte, the first in the low half; read as <see cref="sbyte"/>.</summary>
    Int4 = 8,

    /// <summary>Two per byte, the first in the low half; read as <see cref="byte"/>.</summary>
    UInt4 = 9,
}
