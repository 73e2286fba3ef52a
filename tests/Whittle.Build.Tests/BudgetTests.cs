using Whittle.Plan;

namespace Whittle.Build.Tests;

public sealed class BudgetTests : IDisposable
{
    private readonly TaskBench _bench = new();

    public BudgetTests() => _bench.Compiler = (path, options) =>
    {
        var result = TaskBench.Succeed(path, options);
        return result with
        {
            Plan = result.Plan with
            {
                Excesses = EquatableArray.Of(
                    new PlanError("WHT3001", "", "Too many bytes.", "Take some out."), new PlanError("WHT3002", "", "Too much work.", "Do less.")),
            },
        };
    };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Excesses_FailTheBuildAndTheNextOne()
    {
        var model = _bench.Model("Models/a.onnx");

        Assert.False(_bench.Build(model));
        Assert.Equal(
            ["Models/a.onnx: WHT3001: model 'a.onnx': Too many bytes. Take some out.", "Models/a.onnx: WHT3002: model 'a.onnx': Too much work. Do less."],
            _bench.Errors);
        Assert.False(_bench.HasOutputs("A"));
        Assert.False(_bench.Build(model));
        Assert.Equal(2, _bench.Compiled.Count);
    }

    [Fact]
    public void Excesses_LeaveTheIdeItsClass()
    {
        var model = _bench.Model("a.onnx");
        _bench.DesignTime = true;

        Assert.True(_bench.Build(model));
        Assert.True(_bench.HasOutputs("A"));
        Assert.Equal(2, _bench.Plan("A").Excesses.Count);

        _bench.DesignTime = false;
        Assert.False(_bench.Build(model));
    }
}
