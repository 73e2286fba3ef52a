using Whittle.Compiler.Importing;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Importing;

public class ClassifierEndTests
{
    [Fact]
    public void ZipMapAndLookup_BecomeScoresAndLabels()
    {
        var model = Classifier();
        var plan = ModelCompiler.Compile(OnnxWriter.Write(model), "c.onnx", new CompileOptions()).Plan;
        Assert.Empty(plan.Errors);
        Assert.Equal(["cat", "dog", "owl"], plan.Labels);
        var output = Assert.Single(plan.Outputs);
        Assert.Equal("scores", output.Name);
        Assert.Equal(3, output.Length);
    }

    [Fact]
    public void LabelsOfTheModel_GoBeforeThoseOfTheMap()
    {
        var model = Classifier();
        model.Metadata.Add(new("labels", "a,b,c"));
        Assert.Equal(["a", "b", "c"], ModelCompiler.Compile(OnnxWriter.Write(model), "c.onnx", new CompileOptions()).Plan.Labels);
    }

    [Fact]
    public void MapThatOthersRead_Stays()
    {
        var model = Classifier();
        model.Graph.Nodes.Add(Node("Identity", "", ["scores"], "more"));
        ClassifierEnd.Rewrite(model);
        Assert.Contains(model.Graph.Nodes, node => node.OperatorType == "ZipMap");
    }

    private static OnnxModel Classifier()
    {
        var model = new OnnxModel { IrVersion = 8 };
        model.OperatorSets.Add(new OnnxOperatorSet("", 13));
        model.OperatorSets.Add(new OnnxOperatorSet("ai.onnx.ml", 1));
        var graph = model.Graph;
        graph.Name = "g";
        graph.Inputs.Add(new OnnxValueInfo { Name = "x", ElementType = OnnxElementType.Float, Shape = [OnnxDimension.Fixed(1), OnnxDimension.Fixed(3)] });
        graph.Initializers.Add(OnnxTensor.FromStrings("words", [3], ["cat", "dog", "owl"]));
        graph.Nodes.Add(Node("Softmax", "", ["x"], "p"));
        graph.Nodes.Add(Node("ArgMax", "", ["p"], "best"));
        graph.Nodes.Add(Node("ArrayFeatureExtractor", "ai.onnx.ml", ["words", "best"], "label"));
        var map = Node("ZipMap", "ai.onnx.ml", ["p"], "scores");
        map.Attributes.Add(new OnnxAttribute { Name = "classlabels_strings", Kind = OnnxAttributeKind.Strings, Strings = ["cat", "dog", "owl"] });
        graph.Nodes.Add(map);
        graph.Outputs.Add(new OnnxValueInfo { Name = "label", ElementType = OnnxElementType.String });
        graph.Outputs.Add(new OnnxValueInfo { Name = "scores", TypeKind = "sequence" });
        return model;
    }

    private static OnnxNode Node(string type, string domain, string[] inputs, string output)
    {
        var node = new OnnxNode { OperatorType = type, Domain = domain, Name = output };
        node.Inputs.AddRange(inputs);
        node.Outputs.Add(output);
        return node;
    }
}
