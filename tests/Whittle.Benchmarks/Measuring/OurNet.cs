using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Compilation;
using Whittle.Plan;

namespace Whittle.Benchmarks.Measuring;

/// <summary>A generated class with arrays to run on.</summary>
internal sealed class OurNet(Net net, ICompiledNet calls, ModelPlan plan, int batch = 1)
{
    public ModelPlan Plan => plan;

    public float[] Input { get; } = new float[net.Input.Length * batch];

    public float[] Output { get; } = new float[net.Output.Output.Length * batch];

    public void Run(int times) => calls.Run(Input, Output, times);

    public void RunBatch() => calls.RunBatch(Input, Output, batch);
}
