using Whittle.Compiler;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Models;

/// <summary>A model file of <c>../shared</c> or of the repository, compiled.</summary>
internal sealed class SharedModel
{
    private SharedModel(string path)
    {
        Bytes = File.ReadAllBytes(path);
        Generated = ModelAssembly.Build(ModelCompiler.CompileFile(path, new CompileOptions { ClassName = "Subject" }));
    }

    public byte[] Bytes { get; }

    public GeneratedModel Generated { get; }

    public static SharedModel Shared(string relative) => new(Harness.Shared.Find(relative));

    public static SharedModel Repository(string relative) => new(Harness.Shared.Repository(relative));

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
