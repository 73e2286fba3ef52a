using Whittle.Compiler;
using Whittle.Plan;
using Whittle.Tool.InMemory;

namespace Whittle.Tool.Tests;

public class ModelAssemblyTests
{
    [Fact]
    public void ModelThatIsNoCSharp_FailsAlone()
    {
        var good = Compile("Good");
        var bad = Compile("Bad");
        var steps = bad.Plan.Steps.Select(step => step with { Call = step.Call with { Target = "NoKernel.Run" } });
        bad = bad with { Plan = bad.Plan with { Steps = new EquatableArray<PlanStep>([.. steps]) } };
        using var assembly = ModelAssembly.Build([bad, good]);
        Assert.Contains("NoKernel", assembly.FailureOf(0), StringComparison.Ordinal);
        Assert.Null(assembly.FailureOf(1));
        Assert.Equal(10, ((float[])assembly[1].Predict(new float[784])[0]).Length);
        Assert.Throws<InvalidOperationException>(() => assembly[0]);
    }

    [Fact]
    public void AllMethods_AreReached()
    {
        using var assembly = ModelAssembly.Build([Compile("Digits")]);
        var model = assembly[0];
        var image = new float[784];
        var once = (float[])model.Predict(image)[0];
        Assert.Equal(once, (float[])model.Calls.Predict([image])[0]);
        var twice = model.NewOutputs(2);
        model.Calls.PredictBatch([new float[2 * 784]], twice, 2);
        Assert.Equal([.. once, .. once], (float[])twice[0]);
    }

    private static CompileResult Compile(string className) => ModelCompiler.CompileFile(Samples.Digits, new CompileOptions { ClassName = className });
}
