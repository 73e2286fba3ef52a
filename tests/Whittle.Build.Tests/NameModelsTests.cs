namespace Whittle.Build.Tests;

public sealed class NameModelsTests : IDisposable
{
    private readonly TaskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Defaults_ComeFromFileAndProject()
    {
        _bench.RootNamespace = "my-app";

        var (succeeded, requests) = _bench.Name(_bench.Model("Models/my-net.v2.onnx"));

        Assert.True(succeeded);
        var request = Assert.Single(requests);
        Assert.Equal("MyNetV2", request.GetMetadata("ClassName"));
        Assert.Equal("my_app", request.GetMetadata("Namespace"));
        Assert.Equal("public", request.GetMetadata("Accessibility"));
        Assert.Equal("my_app.MyNetV2.weights", request.GetMetadata("Resource"));
        Assert.Equal(Path.Combine(_bench.Output, "MyNetV2.whittle.plan"), request.GetMetadata("PlanFile"));
        Assert.Equal(Path.Combine(_bench.Output, "MyNetV2.weights"), request.GetMetadata("WeightsFile"));
    }

    [Fact]
    public void NoRootNamespace_IsTheGlobalOne()
    {
        _bench.RootNamespace = "";

        var (_, requests) = _bench.Name(_bench.Model("a.onnx"));

        Assert.Equal("", requests[0].GetMetadata("Namespace"));
        Assert.Equal("A.weights", requests[0].GetMetadata("Resource"));
    }

    [Fact]
    public void Metadata_WinOverDefaults()
    {
        var (succeeded, requests) = _bench.Name(_bench.Model(
            "a.onnx", ("ClassName", "Net"), ("Namespace", "X.Y"), ("Accessibility", "Internal"), ("Dimensions", "time=16;batch=1")));

        Assert.True(succeeded);
        var options = RequestItems.FromItem(requests[0]).ToOptions();
        Assert.Equal("Net", options.ClassName);
        Assert.Equal("X.Y", options.Namespace);
        Assert.Equal("internal", options.Accessibility);
        Assert.Equal("X.Y.Net.weights", options.WeightsResource);
        Assert.Equal("a.onnx", options.DisplayPath);
        Assert.Equal([("batch", 1), ("time", 16)], options.Dimensions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("50% off.onnx")]
    [InlineData("a (1).onnx")]
    [InlineData("a;b.onnx")]
    [InlineData("%41.onnx")]
    [InlineData("$(x) @(y).onnx")]
    [InlineData("größe 数字.onnx")]
    public void OddFileNames_SurviveTheWayThroughMSBuild(string name)
    {
        var request = new ModelRequest
        {
            Model = name, FullPath = Path.Combine(_bench.Output, name), ClassName = "A", RequestFile = Path.Combine(_bench.Output, name + ".request"),
        };

        Assert.Equal(request, RequestItems.FromItem(RequestItems.ToItem(request)));
    }

    [Theory]
    [InlineData("ClassName", "my-net", "WHT0017", "'MyNet'")]
    [InlineData("ClassName", "class", "WHT0017", "'Class'")]
    [InlineData("Namespace", "A..B", "WHT0016", "'A.B'")]
    [InlineData("Accessibility", "private", "WHT0016", "public or internal")]
    [InlineData("Dimensions", "batch=x", "WHT0016", "batch=1;time=16")]
    public void BadSetting_IsOneErrorWithItsCure(string name, string value, string id, string cure)
    {
        var succeeded = _bench.Build(_bench.Model("Models/a.onnx", (name, value)));

        Assert.False(succeeded);
        var error = Assert.Single(_bench.Engine.Errors);
        Assert.Equal(id, error.Code);
        Assert.Equal("Models/a.onnx", error.File);
        Assert.StartsWith($"model 'a.onnx': {name} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(cure, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quantise", "int8", "There is no setting 'Quantise'. Write Quantize.")]
    [InlineData("Rule", "WHT1001=none", "There is no setting 'Rule'. Write Rules.")]
    [InlineData("Rules", "WHT1001=none;min_paramters=5000", "Rules names 'min_paramters', which is neither a rule nor a threshold. Write min_parameters.")]
    public void MisspeltMetadata_IsOneErrorWithTheNameThatWasMeant(string name, string value, string expected)
    {
        Assert.False(_bench.Build(_bench.Model("Models/a.onnx", (name, value))));
        Assert.Equal($"Models/a.onnx: WHT0016: model 'a.onnx': {expected}", Assert.Single(_bench.Errors));
    }

    [Fact]
    public void MetadataOfOthers_AreTheirs() =>
        Assert.True(_bench.Build(_bench.Model("a.onnx", ("Link", "x"), ("Visible", "false"), ("Pack", "true"), ("Owner", "me"))));

    [Fact]
    public void MissingFile_SaysWhereItWasLookedFor()
    {
        var succeeded = _bench.Build(_bench.Item("Models/gone.onnx"));

        Assert.False(succeeded);
        var error = Assert.Single(_bench.Engine.Errors);
        Assert.Equal("WHT0001", error.Code);
        Assert.Equal("Models/gone.onnx", error.File);
        Assert.Contains(
            "model file not found at '" + Path.GetFullPath(Path.Combine(_bench.Output, "../../Models/gone.onnx")), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoModelsOneClass_NamesBothAndTheCure()
    {
        var succeeded = _bench.Build(_bench.Model("Models/a.onnx"), _bench.Model("Other/a.onnx"));

        Assert.False(succeeded);
        Assert.Equal(
            "Other/a.onnx: WHT0012: model 'a.onnx': the class 'App.A' is already made from 'Models/a.onnx'. "
                + "Give one of the two a ClassName: on its item, or below it with <CompressedModel Update=\"Other/a.onnx\" ClassName=\"A2\" />.",
            Assert.Single(_bench.Errors));
    }

    [Fact]
    public void OneFileTwice_AsksForUpdate()
    {
        var succeeded = _bench.Build(_bench.Model("a.onnx"), _bench.Model("a.onnx", ("Accessibility", "internal")));

        Assert.False(succeeded);
        Assert.Contains("Update instead of Include", Assert.Single(_bench.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void OneFileTwoClasses_IsFine()
    {
        var (succeeded, requests) = _bench.Name(_bench.Model("a.onnx"), _bench.Model("a.onnx", ("ClassName", "B")));

        Assert.True(succeeded);
        Assert.Equal(["A", "B"], requests.Select(request => request.GetMetadata("ClassName")));
    }

    [Fact]
    public void OneClassNameTwoNamespaces_HaveFilesOfTheirOwn()
    {
        var (succeeded, requests) = _bench.Name(
            _bench.Model("a.onnx"), _bench.Model("b.onnx", ("ClassName", "A"), ("Namespace", "N")), _bench.Model("c.onnx", ("ClassName", "a")));

        Assert.True(succeeded);
        Assert.Equal(["A", "N.A", "App.a"], requests.Select(request => Path.GetFileNameWithoutExtension(request.ItemSpec)));
    }

    [Fact]
    public void EveryBadModel_IsReportedInOneBuild()
    {
        _bench.Compiler = (path, options) => path.EndsWith("bad.onnx", StringComparison.Ordinal)
            ? TaskBench.Fail(new Plan.PlanError("WHT0002", "", "It is cut off.", "Export it again."))(path, options)
            : TaskBench.Succeed(path, options);

        Assert.False(_bench.Build(_bench.Item("x.onnx"), _bench.Model("y.onnx", ("Accessibility", "z")), _bench.Model("ok.onnx"), _bench.Model("bad.onnx")));

        Assert.Equal(["WHT0001", "WHT0016", "WHT0002"], _bench.Engine.Errors.Select(error => error.Code));
        Assert.True(_bench.HasOutputs("Ok"));
    }

    [Fact]
    public void SettingThatBecameBad_FailsEveryBuildUntilItIsMended()
    {
        Assert.True(_bench.Build(_bench.Model("a.onnx")));

        Assert.False(_bench.Build(_bench.Model("a.onnx", ("Accessibility", "z"))));
        Assert.False(_bench.Build(_bench.Model("a.onnx", ("Accessibility", "z"))));
        Assert.Equal("WHT0016", Assert.Single(_bench.Engine.Errors).Code);
        Assert.False(_bench.HasOutputs("A"));

        Assert.True(_bench.Build(_bench.Model("a.onnx")));
        Assert.True(_bench.HasOutputs("A"));
    }

    [Theory]
    [InlineData("Digits", "digits.onnx", "DigitsModel", "Digits")]
    [InlineData("Acme.Digits", "digits.onnx", "DigitsModel", "Acme.Digits")]
    [InlineData("Acme.Vision.Edge", "vision.onnx", "VisionModel", "Acme.Vision")]
    [InlineData("Acme.Vision", "acme.onnx", "AcmeModel", "Acme")]
    public void ClassWithTheNameOfItsNamespace_IsAnErrorWithItsCure(string rootNamespace, string model, string cure, string inTheWay)
    {
        _bench.RootNamespace = rootNamespace;

        Assert.False(_bench.Build(_bench.Model(model)));

        var error = Assert.Single(_bench.Engine.Errors);
        Assert.Equal("WHT0019", error.Code);
        Assert.Contains($"the namespace '{inTheWay}'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"ClassName=\"{cure}\"", error.Message, StringComparison.Ordinal);
        Assert.True(_bench.Build(_bench.Model(model, ("ClassName", cure))));
        Assert.True(_bench.Build(_bench.Model(model, ("Namespace", "Models"))));
    }

    [Fact]
    public void ClassWithTheNameOfAnotherModelsNamespace_IsAnError()
    {
        Assert.False(_bench.Build(_bench.Model("a.onnx"), _bench.Model("b.onnx", ("Namespace", "App.A")), _bench.Model("c.onnx", ("Namespace", "Other.A.X"))));

        var error = Assert.Single(_bench.Engine.Errors);
        Assert.Equal("WHT0019", error.Code);
        Assert.Equal("a.onnx", error.File);
    }

    [Fact]
    public void Exception_IsOneErrorOfTheProject()
    {
        var (succeeded, _) = _bench.Name([null!]);

        Assert.False(succeeded);
        var error = Assert.Single(_bench.Engine.Errors);
        Assert.Equal("WHT0099", error.Code);
        Assert.Equal("App.csproj", error.File);
        Assert.Contains("report", error.Message, StringComparison.Ordinal);
    }
}
