using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1007: two tensors with the same content.</summary>
internal sealed class DuplicateTensors : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.DuplicateTensors;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.Duplicate)
        where fact.Number("bytes") >= options.Number("duplicate_bytes", 4096)
        select new ModelFinding(
            $"the tensor {Name(fact.Node)} has the same {Text(fact.Number("bytes"))} bytes as {Name(fact.Text("of"))}: once in the assembly, but twice in the "
                + "model file and, unpacked, in memory. "
            + "Let both layers read one tensor, or check that the export did not copy the wrong weights.",
            (FactNames.Layer, fact.Node),
            ("of", fact.Text("of")),
            (FactNames.Bytes, fact.Text("bytes")));
}
