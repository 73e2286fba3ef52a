using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests;

/// <summary>A plan as the compiler's additional file.</summary>
internal sealed class PlanText(string text, string path = "obj/Net.whittle.plan") : AdditionalText
{
    public PlanText(ModelPlan plan)
        : this(PlanWriter.Write(plan))
    {
    }

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
