namespace Whittle.Compiler;

/// <summary>A model that cannot be compiled: which node, why, and what the user can do.</summary>
public sealed class ModelException : Exception
{
    public ModelException(string id, string node, string cause, string cure)
        : base($"{cause} {cure}")
    {
        Id = id;
        Node = node;
        Cause = cause;
        Cure = cure;
    }

    /// <summary>Diagnostic id, one of <see cref="Diagnostics.ErrorIds"/>.</summary>
    public string Id { get; }

    /// <summary>The node concerned; "" for the whole model, and for an input or a constant, which the cause names.</summary>
    public string Node { get; }

    public string Cause { get; }

    public string Cure { get; }
}
