using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Whittle.Plan;

namespace Whittle.Benchmarks.Compilation;

/// <summary>A plan as an additional file that lies in memory.</summary>
internal sealed class PlanText(ModelPlan plan) : AdditionalText
{
    public override string Path { get; } = plan.ClassName + ".whittle.plan";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(PlanWriter.Write(plan), Encoding.UTF8);
}
