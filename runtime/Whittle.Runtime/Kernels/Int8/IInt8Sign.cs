namespace Whittle.Runtime.Kernels;

/// <summary>Whether activations are signed, as a constant that the JIT sees.</summary>
internal interface IInt8Sign
{
    static abstract bool Signed { get; }
}

internal readonly struct Int8Signed : IInt8Sign
{
    public static bool Signed => true;
}

internal readonly struct Int8Unsigned : IInt8Sign
{
    public static bool Signed => false;
}
