namespace Whittle.Analyzers;

/// <summary>Names under which diagnostics carry their facts to code fixes and other tools.</summary>
public static class FactNames
{
    /// <summary>Path of the model file as the project names it.</summary>
    public const string Model = "model";

    /// <summary>Full name of the generated class.</summary>
    public const string Class = "class";

    /// <summary>Name of the layer, node or tensor concerned.</summary>
    public const string Layer = "layer";

    /// <summary>Bytes that the thing concerned takes.</summary>
    public const string Bytes = "bytes";

    /// <summary>Bytes that would be saved.</summary>
    public const string SavedBytes = "savedBytes";

    /// <summary>Nanoseconds that would be saved, by estimate.</summary>
    public const string SavedNanoseconds = "savedNanoseconds";

    /// <summary>Name of the setting that cures it.</summary>
    public const string Setting = "setting";

    /// <summary>Value of that setting.</summary>
    public const string Value = "value";

    /// <summary>Number of elements that an argument must have.</summary>
    public const string Expected = "expected";

    /// <summary>Number of elements that it has.</summary>
    public const string Actual = "actual";
}
