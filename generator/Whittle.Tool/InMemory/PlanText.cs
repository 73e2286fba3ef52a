using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan;

namespace Whittle.Tool.InMemory;

/// <summary>A plan as the C# compiler sees it in a build, an additional file; this one lies in memory.</summary>
internal sealed class PlanText(ModelPlan plan) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(PlanWriter.Write(plan), Encoding.UTF8);

    public override string Path { get; } = plan.ClassName + ".whittle.plan";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
