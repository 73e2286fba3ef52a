using Microsoft.CodeAnalysis;

namespace Whittle.Analyzers.Use;

/// <summary>A rule on a call of a model's method.</summary>
internal abstract class CallRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    public abstract void Check(ModelCall call, Action<Diagnostic> report);
}
