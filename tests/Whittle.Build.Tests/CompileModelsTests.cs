using Whittle.Plan;

namespace Whittle.Build.Tests;

public sealed class CompileModelsTests : IDisposable
{
    private static readonly PlanError s_error = new("WHT0003", "conv1", "operator 'Foo' is not known", "Export without it.");

    private readonly TaskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Success_WritesPlanAndWeights()
    {
        Assert.True(_bench.Build(_bench.Model("../shared models/a.onnx")));

        Assert.True(_bench.HasOutputs("A"));
        Assert.Equal("../shared models/a.onnx", _bench.Plan("A").ModelPath);
        Assert.Equal("App.A.weights", _bench.Plan("A").WeightsResource);
        Assert.Equal("model ../shared models/a.onnx", File.ReadAllText(Path.Combine(_bench.Output, "A.weights")));
        Assert.Empty(_bench.Engine.Errors);
        Assert.Empty(Directory.GetFiles(_bench.Output, "*.tmp"));
    }

    [Fact]
    public void ErrorsOfTheCompiler_AreErrorsOfTheBuild()
    {
        _bench.Compiler = TaskBench.Fail(s_error, new PlanError("WHT0005", "", "float64 is not supported.", "Export float32."));

        Assert.False(_bench.Build(_bench.Model("Models/a.onnx")));

        Assert.Equal(
            [
                "Models/a.onnx: WHT0003: model 'a.onnx', node 'conv1': operator 'Foo' is not known. Export without it.",
                "Models/a.onnx: WHT0005: model 'a.onnx': float64 is not supported. Export float32.",
            ],
            _bench.Errors);
        Assert.All(_bench.Engine.Errors, error => Assert.EndsWith($"/docs/rules/{error.Code}.md", error.HelpLink, StringComparison.Ordinal));
    }

    [Fact]
    public void FailedBuild_LeavesNothingThatLooksLikeSuccess()
    {
        var model = _bench.Model("a.onnx");
        Assert.True(_bench.Build(model));
        _bench.Write("a.onnx", "something else");
        _bench.Compiler = TaskBench.Fail(s_error);

        Assert.False(_bench.Build(model));
        Assert.False(_bench.Build(model));

        Assert.Equal(3, _bench.Compiled.Count);
        Assert.Empty(Directory.GetFiles(_bench.Output, "*.plan"));
        Assert.Empty(Directory.GetFiles(_bench.Output, "*.weights"));
    }

    [Fact]
    public void OneBadModel_DoesNotHideTheOthers()
    {
        var good = _bench.Model("good.onnx");
        _bench.Compiler = (path, options) => path.EndsWith("good.onnx", StringComparison.Ordinal)
            ? TaskBench.Succeed(path, options)
            : TaskBench.Fail(s_error)(path, options);

        Assert.False(_bench.Build(_bench.Model("a.onnx"), good, _bench.Model("b.onnx")));

        Assert.Equal(["a.onnx", "b.onnx"], _bench.Engine.Errors.Select(error => error.File));
        Assert.True(_bench.HasOutputs("Good"));
    }

    [Fact]
    public void DesignTime_PutsErrorsIntoThePlan_AndTheNextBuildStillFails()
    {
        var model = _bench.Model("a.onnx");
        _bench.Compiler = TaskBench.Fail(s_error);
        _bench.DesignTime = true;

        Assert.True(_bench.Build(model));
        Assert.Empty(_bench.Engine.Errors);
        Assert.Equal([s_error], _bench.Plan("A").Errors);

        _bench.DesignTime = false;
        Assert.False(_bench.Build(model));
        Assert.Equal("WHT0003", Assert.Single(_bench.Engine.Errors).Code);
    }

    [Fact]
    public void DesignTime_CarriesProblemsOfTheProjectToo()
    {
        _bench.DesignTime = true;

        Assert.True(_bench.Build(_bench.Item("gone.onnx"), _bench.Model("a.onnx"), _bench.Model("b/a.onnx"), _bench.Model("c.onnx", ("ClassName", "1"))));

        Assert.Equal("WHT0001", Assert.Single(_bench.Plan("Gone").Errors).Id);
        Assert.Equal("WHT0012", Assert.Single(_bench.Plan("App.A").Errors).Id);
        Assert.Equal("WHT0017", Assert.Single(_bench.Plan("C").Errors).Id);
        Assert.Equal(["A"], _bench.Compiled);
    }

    [Fact]
    public void Exception_IsOneErrorThatNamesTheModel()
    {
        _bench.Compiler = (_, _) => throw new InvalidOperationException("sequence contains no elements");

        Assert.False(_bench.Build(_bench.Model("a.onnx")));

        var error = Assert.Single(_bench.Engine.Errors);
        Assert.Equal("WHT0099", error.Code);
        Assert.StartsWith(
            "model 'a.onnx': Whittle failed with InvalidOperationException: sequence contains no elements.", error.Message, StringComparison.Ordinal);
        Assert.Contains("report", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        Assert.Contains(_bench.Engine.Messages, message => message.Message!.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public void UnreadableModel_IsNotCalledAFaultOfWhittle()
    {
        _bench.Compiler = (_, _) => throw new IOException("it is open elsewhere");

        Assert.False(_bench.Build(_bench.Model("a.onnx")));

        Assert.Equal("WHT0001", Assert.Single(_bench.Engine.Errors).Code);
    }

    [Fact]
    public void UnwritableOutput_IsItsOwnError()
    {
        _bench.Write("obj/whittle", "a file where the folder should be");

        Assert.False(_bench.Build(_bench.Model("a.onnx")));

        Assert.Equal("WHT0018", Assert.Single(_bench.Engine.Errors).Code);
    }
}
