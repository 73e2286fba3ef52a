namespace Whittle.Build.Tests;

public sealed class IncrementalTests : IDisposable
{
    private readonly TaskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void NoChange_CompilesNothing()
    {
        var models = new[] { _bench.Model("a.onnx"), _bench.Model("b.onnx") };
        _bench.Build(models);

        _bench.Build(models);

        Assert.Equal(["A", "B"], _bench.Compiled);
    }

    [Fact]
    public void OneChange_CompilesOneModel()
    {
        var models = new[] { _bench.Model("a.onnx"), _bench.Model("b.onnx") };
        _bench.Build(models);
        _bench.Write("b.onnx", "changed");

        _bench.Build(models);

        Assert.Equal(["A", "B", "B"], _bench.Compiled);
    }

    [Fact]
    public void OlderModel_IsAChange()
    {
        var model = _bench.Model("a.onnx");
        _bench.Build(model);
        File.SetLastWriteTimeUtc(model.GetMetadata("FullPath"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        _bench.Build(model);

        Assert.Equal(["A", "A"], _bench.Compiled);
    }

    [Fact]
    public void ExternalData_IsAChange()
    {
        var model = _bench.Model("a.onnx");
        _bench.Write("a.onnx.data", "1");
        _bench.Build(model);
        _bench.Write("a.onnx.data", "12");

        _bench.Build(model);

        Assert.Equal(["A", "A"], _bench.Compiled);
    }

    [Fact]
    public void Settings_AreAChange()
    {
        _bench.Build(_bench.Model("a.onnx"));

        _bench.Build(_bench.Model("a.onnx", ("Dimensions", "batch=2")));
        _bench.RootNamespace = "Other";
        _bench.Build(_bench.Model("a.onnx", ("Dimensions", "batch=2")));

        Assert.Equal(3, _bench.Compiled.Count);
    }

    [Fact]
    public void SettingsFile_MadeEditedAndDeletedIsAChangeOfItsModelAlone()
    {
        var models = new[] { _bench.Model("a.onnx"), _bench.Model("b.onnx") };
        _bench.Build(models);

        _bench.Write("a.onnx.whittle", "MaxBytes = 1000");
        _bench.Build(models);
        _bench.Write("a.onnx.whittle", "MaxBytes = 2000");
        _bench.Build(models);
        _bench.Delete("a.onnx.whittle");
        _bench.Build(models);
        _bench.Build(models);

        Assert.Equal(["A", "B", "A", "A", "A"], _bench.Compiled);
    }

    [Fact]
    public void TestData_IsAChange()
    {
        var model = _bench.Model("a.onnx", ("TestData", "data"), ("MinAccuracy", "0.5"));
        _bench.Write("data/labels.npy", "1");
        _bench.Build(model);
        _bench.Build(model);
        _bench.Write("data/labels.npy", "12");

        _bench.Build(model);

        Assert.Equal(["A", "A"], _bench.Compiled);
    }

    [Fact]
    public void SameResult_IsTouchedButNotRewritten()
    {
        var model = _bench.Model("a.onnx");
        _bench.Build(model);
        var plan = Path.Combine(_bench.Output, "A.whittle.plan");
        var created = File.ReadAllBytes(plan);
        _bench.Write("a.onnx", "model a.onnx");

        _bench.Build(model);
        _bench.Build(model);

        Assert.Equal(["A", "A"], _bench.Compiled);
        Assert.Equal(created, File.ReadAllBytes(plan));
    }

    [Fact]
    public void LostOutput_IsMadeAgain()
    {
        var model = _bench.Model("a.onnx");
        _bench.Build(model);
        File.Delete(Path.Combine(_bench.Output, "A.weights"));

        _bench.Build(model);

        Assert.True(_bench.HasOutputs("A"));
    }
}
