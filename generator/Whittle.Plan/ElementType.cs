namespace Whittle.Plan;

/// <summary>Element types of values, weights and buffers.</summary>
public enum ElementType
{
    Float32,
    Float16,
    Float64,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Bool,
    Int4,
    UInt4,
    BFloat16,
    String,
}
