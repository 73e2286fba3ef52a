namespace Whittle.Onnx.Tests;

public class AllocationTests
{
    [Fact]
    public void Read_EightMegabytes_AllocatesLittle()
    {
        var model = SampleModels.Gemm();
        var weights = new float[10_000];
        for (var i = 0; i < 200; i++)
        {
            model.Graph.Initializers.Add(OnnxTensor.FromFloats($"layer{i}.weight", [100, 100], weights));
            model.Graph.Nodes.Add(SampleModels.Node("MatMul", [$"h{i}", $"layer{i}.weight"], [$"h{i + 1}"]));
        }

        var file = OnnxWriter.Write(model);
        Assert.True(file.Length > 8_000_000);
        OnnxReader.Read(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        OnnxReader.Read(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 250_000);
    }
}
