using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>A plan as an additional file that lies in memory.</summary>
internal sealed class PlanText(string path, string content) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content, Encoding.UTF8);
}
