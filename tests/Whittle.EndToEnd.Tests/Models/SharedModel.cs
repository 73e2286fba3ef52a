using Whittle.Compiler;
using Whittle.EndToEnd.Tests.Harness;
using Whittle.Onnx;
using Whittle.Tool.InMemory;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>A model file of <c>../shared</c> or of the repository, compiled.</summary>
internal sealed class SharedModel
{
    private SharedModel(byte[] bytes, string path)
    {
        Bytes = bytes;
        Generated = ModelAssembly.Build(ModelCompiler.Compile(bytes, path, new CompileOptions { ClassName = "Subject" }));
    }

    public byte[] Bytes { get; }

    public GeneratedModel Generated { get; }

    /// <param name="relative">Path below <c>../shared</c>.</param>
    /// <param name="withoutLastNode">Whether to return what goes into the last node instead of what comes out.</param>
    public static SharedModel Shared(string relative, bool withoutLastNode = false)
    {
        var path = Harness.Shared.Find(relative);
        var bytes = File.ReadAllBytes(path);
        return new SharedModel(withoutLastNode ? WithoutLastNode(bytes) : bytes, path);
    }

    public static SharedModel Repository(string relative)
    {
        var path = Harness.Shared.Repository(relative);
        return new SharedModel(File.ReadAllBytes(path), path);
    }

    private static byte[] WithoutLastNode(byte[] bytes)
    {
        var model = OnnxReader.Read(bytes);
        var graph = model.Graph;
        var last = graph.Nodes.Single(node => node.Outputs.Contains(graph.Outputs.Single().Name));
        graph.Nodes.Remove(last);
        graph.Outputs[0] = new OnnxValueInfo { Name = last.Inputs[0], ElementType = OnnxElementType.Float };
        return OnnxWriter.Write(model);
    }

    /// <summary>Compares with ONNX Runtime on edge cases and random inputs; or only on random ones within a range.</summary>
    public void CheckRandom(Likeness likeness, int count = 24, (double Low, double High)? range = null)
    {
        var ranges = range is { } limits ? Generated.Plan.Inputs.ToDictionary(port => port.Name, _ => limits) : null;
        using var oracle = new OrtOracle(Bytes);
        var set = 0;
        foreach (var inputs in TestData.Inputs(Generated.Plan, count, ranges))
        {
            Compare.Outputs(oracle.Run(inputs), Generated.Predict(inputs), likeness, $"input set {set++}");
        }
    }
}
