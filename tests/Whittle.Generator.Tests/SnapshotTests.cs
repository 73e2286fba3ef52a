namespace Whittle.Generator.Tests;

public class SnapshotTests
{
    [Fact]
    public void FloatPerceptron() => Verifier.Verify(Host.Run(PlanText.Sample("Mlp")));

    [Fact]
    public void Int8ConvolutionWithLabels() => Verifier.Verify(Host.Run(PlanText.Sample("Int8Conv")));

    [Fact]
    public void SeveralInputsAndOutputs() => Verifier.Verify(Host.Run(PlanText.Sample("ManyPorts")));

    [Fact]
    public void TensorsUsedByStepsAndCodebooks() => Verifier.Verify(Host.Run(PlanText.Sample("Constants")));

    [Fact]
    public void TinyLayersInLine() => Verifier.Verify(Host.Run(PlanText.Sample("Unrolled")));

    [Fact]
    public void TinyIntegerLayersInLine() => Verifier.Verify(Host.Run(PlanText.Sample("UnrolledInt8")));

    [Fact]
    public void FailedModel() => Verifier.Verify(Host.Run(PlanText.Sample("Failed")));
}
