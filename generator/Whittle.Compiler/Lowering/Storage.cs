using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Lowering;

/// <summary>Where a value lives during a prediction; several values share one when a step only renames (Reshape).</summary>
public sealed class Storage(string name, TensorType type, StorageKind kind, int index = -1)
{
    /// <summary>A buffer that lives from its writing step to its last reading one.</summary>
    public static Storage Temporary(string name, TensorType type) => new(name, type, StorageKind.Arena);

    public string Name { get; } = name;

    public TensorType Type { get; } = type;

    public StorageKind Kind { get; private set; } = kind;

    /// <summary>Which input, output or stored tensor; −1 in the arena.</summary>
    public int Index { get; private set; } = index;

    /// <summary>Turns an arena buffer that only the caller reads into the caller's own output span.</summary>
    internal void BecomeOutput(int output)
    {
        Kind = StorageKind.Output;
        Index = output;
    }
}

/// <summary>Kinds of <see cref="Storage"/>.</summary>
public enum StorageKind
{
    /// <summary>A buffer of the arena.</summary>
    Arena,

    /// <summary>The caller's input span.</summary>
    Input,

    /// <summary>The caller's output span.</summary>
    Output,

    /// <summary>A stored tensor.</summary>
    Stored,
}
