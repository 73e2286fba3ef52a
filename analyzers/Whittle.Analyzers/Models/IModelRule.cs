using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>A rule on a compiled model: it sees the plan and nothing else.</summary>
internal interface IModelRule
{
    DiagnosticDescriptor Descriptor { get; }

    /// <summary>The arguments of each message that the rule has about the plan.</summary>
    IEnumerable<object[]> Find(ModelPlan plan);
}
