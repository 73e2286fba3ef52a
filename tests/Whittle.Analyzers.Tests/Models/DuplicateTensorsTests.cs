using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class DuplicateTensorsTests
{
    [Fact]
    public Task EqualTensors_AreNamed() => ModelTest.Says(
        Plans.With(FactKinds.Duplicate, "w2", ("of", "w1"), ("bytes", 4096)),
        "WHT1007",
        DiagnosticSeverity.Info,
        "the tensor 'w2' has the same 4,096 bytes as 'w1': once in the assembly, but twice in the model file and, unpacked, in memory. "
        + "Let both layers read one tensor, or check that the export did not copy the wrong weights.");

    [Fact]
    public Task SmallTensors_AreFine() => ModelTest.SaysNothing(Plans.With(FactKinds.Duplicate, "w2", ("of", "w1"), ("bytes", 4095)));
}
