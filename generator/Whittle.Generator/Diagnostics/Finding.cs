using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan;

namespace Whittle.Generator.Diagnostics;

/// <summary>A diagnostic as equatable values, so that it may travel through the pipeline; it becomes one only when reported.</summary>
/// <param name="Descriptor">A descriptor of <see cref="ModelDiagnostics"/>; those compare by content.</param>
/// <param name="Path">The file it is shown at.</param>
/// <param name="Line">Zero-based.</param>
/// <param name="Arguments">For the message.</param>
internal sealed record Finding(DiagnosticDescriptor Descriptor, string Path, int Line, EquatableArray<string> Arguments)
{
    public Finding(DiagnosticDescriptor descriptor, string path, int line, params string[] arguments)
        : this(descriptor, path, line, arguments.ToEquatable())
    {
    }

    public void ReportTo(SourceProductionContext output)
    {
        var position = new LinePosition(Line, 0);
        var location = Location.Create(Path, default, Line == 0 ? default : new LinePositionSpan(position, position));
        output.ReportDiagnostic(Diagnostic.Create(Descriptor, location, [.. Arguments]));
    }
}
